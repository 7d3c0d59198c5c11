//! The note line: what a line typed after a call says about time and money.
