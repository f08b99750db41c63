//! What lies over what: defaults, presets, the file, variations, flags, cells.

pub(in crate::scenario) mod overlay;
pub(in crate::scenario) mod presets;
pub(in crate::scenario) mod stack;
pub(in crate::scenario) mod sweep;
pub(in crate::scenario) mod typed_range;
pub(in crate::scenario) mod uncertainty;
