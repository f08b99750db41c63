//! What is measured of a running community.
