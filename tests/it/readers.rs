//! The readers and damaged files: a few of those the fuzz command reads by the million.

use crate::damaged_files::{one, seeds};

#[test]
fn no_damaged_file_makes_a_reader_panic_or_fill_the_memory() {
    for seed in seeds().iter().take(17) {
        for number in 1..=40 {
            let finding = one(seed, number).map(|finding| finding.to_string());
            assert_eq!(finding, None);
        }
    }
}
