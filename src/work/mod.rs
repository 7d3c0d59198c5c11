//! The threads that perform effects.
