//! The note line.
