//! Which inputs matter: designs over the unit cube and what their outputs say.
//!
//! A design is a list of points with coordinates in [0, 1]; the caller stretches each to the range
//! of its parameter, runs the model at every point and hands the outputs back in the same order.

pub mod design;
pub mod morris;
pub mod sobol;
