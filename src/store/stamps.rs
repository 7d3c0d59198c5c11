//! The packed `stamps` column: who wrote which field last, and when, where that is later than the
//! record itself. Sorted by field code: code u16, stamp u64, origin u64, all little-endian.

use crate::domain::Stamp;

/// When and by whom a field was written last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Mark {
    pub(super) stamp: Stamp,
    pub(super) origin: u64,
}

const SIZE: usize = 2 + 8 + 8;

/// The marks of one record, by field code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamps(Vec<(u16, Mark)>);

impl Stamps {
    /// Unpacks the column; a torn tail is left out.
    pub(super) fn unpack(bytes: &[u8]) -> Self {
        let (chunks, _) = bytes.as_chunks::<SIZE>();
        Self(chunks.iter().map(unpack_one).collect())
    }

    /// Packs for the column.
    pub(super) fn pack(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.0.len() * SIZE);
        for (code, mark) in &self.0 {
            bytes.extend_from_slice(&code.to_le_bytes());
            bytes.extend_from_slice(&mark.stamp.0.to_le_bytes());
            bytes.extend_from_slice(&mark.origin.to_le_bytes());
        }
        bytes
    }

    /// The mark of a field, if it was written after the record was made.
    pub(super) fn get(&self, code: u16) -> Option<Mark> {
        self.0.binary_search_by_key(&code, |(known, _)| *known).ok().map(|at| self.0[at].1)
    }

    /// Sets a field's mark.
    pub(super) fn set(&mut self, code: u16, mark: Mark) {
        match self.0.binary_search_by_key(&code, |(known, _)| *known) {
            Ok(at) => self.0[at].1 = mark,
            Err(at) => self.0.insert(at, (code, mark)),
        }
    }
}

fn unpack_one(chunk: &[u8; SIZE]) -> (u16, Mark) {
    let number = |at: usize| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&chunk[at..at + 8]);
        u64::from_le_bytes(bytes)
    };
    (u16::from_le_bytes([chunk[0], chunk[1]]), Mark { stamp: Stamp(number(2)), origin: number(10) })
}

/// Stamps and origins stay below 2^63, so they keep their order in SQLite's signed integers.
pub(super) const fn signed(number: u64) -> i64 {
    number.cast_signed()
}

/// The other way round.
pub(super) const fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_back_as_they_were_packed() {
        let mut stamps = Stamps::default();
        for code in [7, 1, 300, 7] {
            stamps.set(code, Mark { stamp: Stamp(u64::from(code) << 20), origin: 2 });
        }
        let back = Stamps::unpack(&stamps.pack());
        assert_eq!(back, stamps);
        assert_eq!(back.get(300).unwrap().stamp, Stamp(300 << 20));
        assert_eq!(back.get(2), None);
    }
}
