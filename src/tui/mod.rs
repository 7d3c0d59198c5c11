//! The terminal: draws, reads keys, runs the one loop.
