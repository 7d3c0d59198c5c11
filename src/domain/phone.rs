//! Phone numbers: what was typed, and its normal form.
