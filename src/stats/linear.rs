//! Small systems of linear equations.

/// Lower triangular factor of a positive definite matrix; `None` if it is not one.
pub fn cholesky(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let count = matrix.len();
    let mut factor = vec![vec![0.0; count]; count];
    for row in 0..count {
        for column in 0..=row {
            let known: f64 = (0..column)
                .map(|inner| factor[row][inner] * factor[column][inner])
                .sum();
            let rest = matrix[row][column] - known;
            if row == column {
                if !rest.is_finite() || rest <= 0.0 {
                    return None;
                }
                factor[row][row] = rest.sqrt();
            } else {
                factor[row][column] = rest / factor[column][column];
            }
        }
    }
    Some(factor)
}

/// Inverse of a positive definite matrix; `None` if it is not one.
pub fn invert(matrix: &[Vec<f64>]) -> Option<Vec<Vec<f64>>> {
    let count = matrix.len();
    let factor = cholesky(matrix)?;
    let mut inverse = vec![vec![0.0; count]; count];
    for column in 0..count {
        let mut forward = vec![0.0; count];
        for row in 0..count {
            let known: f64 = (0..row)
                .map(|inner| factor[row][inner] * forward[inner])
                .sum();
            forward[row] = (f64::from(u8::from(row == column)) - known) / factor[row][row];
        }
        for row in (0..count).rev() {
            let known: f64 = (row + 1..count)
                .map(|inner| factor[inner][row] * inverse[inner][column])
                .sum();
            inverse[row][column] = (forward[row] - known) / factor[row][row];
        }
    }
    Some(inverse)
}
