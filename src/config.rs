//! The few settings, with their defaults and where they came from.
