//! What is kept about each member, beside the member.

/// One value a member, kept by the strategy and not with the member: the records that every visit
/// reads stay as small as they are.
#[derive(Debug, Clone, PartialEq)]
pub struct Accounts<T> {
    kept: Vec<T>,
}

impl<T> Default for Accounts<T> {
    fn default() -> Self {
        Self { kept: Vec::new() }
    }
}

impl<T: Copy + Default> Accounts<T> {
    /// The value of a member; the default where none has been kept.
    pub fn get(&self, member: u32) -> T {
        self.kept.get(member as usize).copied().unwrap_or_default()
    }

    /// The value of a member, to be changed.
    pub fn at(&mut self, member: u32) -> &mut T {
        let place = member as usize;
        if place >= self.kept.len() {
            self.kept.resize(place + 1, T::default());
        }
        &mut self.kept[place]
    }

    /// The values of the first so many members, with their numbers, to be changed.
    pub fn first(&mut self, members: u32) -> impl Iterator<Item = (u32, &mut T)> {
        if members as usize > self.kept.len() {
            self.kept.resize(members as usize, T::default());
        }
        (0..members).zip(&mut self.kept)
    }

    /// Keeps a value for each member in the order of their numbers, and forgets what was kept before.
    pub fn renew(&mut self, values: impl IntoIterator<Item = T>) {
        self.kept.clear();
        self.kept.extend(values);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_never_kept_is_the_default() {
        let mut accounts = Accounts::default();
        *accounts.at(3) += 2_u32;
        assert_eq!([0, 3, 9].map(|member| accounts.get(member)), [0, 2, 0]);
        accounts.renew([5, 6]);
        assert_eq!([0, 1, 3].map(|member| accounts.get(member)), [5, 6, 0]);
    }
}
