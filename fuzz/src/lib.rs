//! What the targets share.

/// A file with a part of it replaced: two bytes of `change` say where, one how much goes, and the
/// rest is what comes there. Most changes leave most of a file whole, so that readers get far.
pub fn changed(file: &[u8], change: &[u8]) -> Vec<u8> {
    let [high, low, gone, comes @ ..] = change else {
        return file.to_vec();
    };
    let place = usize::from(u16::from_be_bytes([*high, *low])) % (file.len() + 1);
    let end = (place + usize::from(*gone)).min(file.len());
    [&file[..place], comes, &file[end..]].concat()
}
