//! Where a customer on a call list stands: to be called, and why now; or not, and why not.

/// The rules a rep may override for one call, as an activity names them.
pub const RULES: &[&str] = &["gap", "per_day", "hours", "part", "tries", "cooling"];
