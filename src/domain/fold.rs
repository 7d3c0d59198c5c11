//! Folding: one spelling for everything a rep would call the same.
