//! The search index: folded text in, ranked hits out. Pure; no SQL.
