//! A search line: words and filters.
