//! The identity of a record: a `UUIDv7`, made once and never reused.
//!
//! Its time part is there for index locality only; nothing reads a date out of it.

use std::fmt;
use std::str::FromStr;

use uuid::{NoContext, Timestamp, Uuid};

/// Sixteen bytes that name one record on every desk that knows it.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id([u8; 16]);

impl Id {
    /// Makes a new id; `now_ms` (Unix milliseconds) only decides where it sorts.
    #[must_use]
    pub fn mint(now_ms: i64) -> Self {
        #[cfg(test)]
        if let Some(bytes) = drawn::next() {
            return Self(bytes);
        }
        let seconds = u64::try_from(now_ms.div_euclid(1000)).unwrap_or(0);
        let nanos = u32::try_from(now_ms.rem_euclid(1000)).unwrap_or(0) * 1_000_000;
        Self(*Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanos)).as_bytes())
    }

    /// Ids without end for bulk work: one draw of randomness, then counting, so they sort as made.
    pub fn run(now_ms: i64) -> impl Iterator<Item = Self> {
        const ROOM: u64 = (1 << 61) - 1;
        let first = *Self::mint(now_ms).as_bytes();
        let start = u64::from_be_bytes(first[8..].try_into().expect("an id is sixteen bytes")) & ROOM;
        (start..).map(move |count| {
            let mut bytes = first;
            bytes[8..].copy_from_slice(&(1 << 63 | count).to_be_bytes());
            Self(bytes)
        })
    }

    /// Derives the id of a record that *is* its parts, such as a tag on a customer.
    #[must_use]
    pub fn of_parts(parts: &[&[u8]]) -> Self {
        let mut hash = blake3::Hasher::new();
        for part in parts {
            hash.update(&(part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&hash.finalize().as_bytes()[..16]);
        Self(bytes)
    }

    /// Wraps sixteen bytes read back from a file or a row.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes as stored.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_bytes(self.0).fmt(f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(|uuid| Self(*uuid.as_bytes()))
    }
}

/// Ids that a test wants the same every time.
#[cfg(test)]
pub(crate) mod drawn {
    use std::cell::Cell;

    thread_local! {
        static SEED: Cell<Option<(u64, u64)>> = const { Cell::new(None) };
    }

    /// From now on, on this thread, ids follow from `seed`; from chance again with none.
    pub(crate) fn from(seed: Option<u64>) {
        SEED.set(seed.map(|seed| (seed, 0)));
    }

    pub(super) fn next() -> Option<[u8; 16]> {
        let (seed, made) = SEED.get()?;
        SEED.set(Some((seed, made + 1)));
        let parts = [&b"drawn"[..], &seed.to_be_bytes(), &made.to_be_bytes()];
        Some(*super::Id::of_parts(&parts).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_from_its_own_text() {
        let id = Id::mint(1_700_000_000_123);
        assert_eq!(id.to_string().parse::<Id>().unwrap(), id);
    }

    #[test]
    fn a_run_of_ids_sorts_as_it_was_made_and_is_of_the_same_shape() {
        let ids: Vec<Id> = Id::run(1_700_000_000_123).take(1000).collect();
        assert!(ids.is_sorted_by(|one, next| one < next));
        assert!(ids.iter().all(|id| Uuid::from_bytes(id.0).get_version_num() == 7));
        assert!(ids.iter().all(|id| id.0[8] & 0xC0 == 0x80));
        assert_ne!(Id::run(1).next(), Id::run(1).next());
    }

    #[test]
    fn the_same_parts_give_the_same_id_and_their_borders_count() {
        assert_eq!(Id::of_parts(&[b"ab", b"c"]), Id::of_parts(&[b"ab", b"c"]));
        assert_ne!(Id::of_parts(&[b"ab", b"c"]), Id::of_parts(&[b"a", b"bc"]));
    }
}
