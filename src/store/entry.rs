//! A log entry's body: the field writes of a commit and what each field was before.
//!
//! Nouns and fields stand as their numbers, so a body with ones this version does not know still
//! reads, is kept and can be applied after an upgrade.

use std::borrow::Cow;
use std::io::Read as _;

use serde::{Deserialize, Serialize};

use super::stamps::Mark;
use crate::domain::{Id, Noun, Stamp, Value, Write};

/// One record's part of a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Logged {
    pub(super) noun: u8,
    pub(super) id: [u8; 16],
    pub(super) new: bool,
    pub(super) fields: Vec<(u16, Value)>,
    /// What the fields were, where the record was there already.
    pub(super) before: Vec<Before>,
}

/// A field as it stood before a commit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Before {
    pub(super) code: u16,
    pub(super) value: Value,
    pub(super) stamp: u64,
    pub(super) origin: u64,
}

impl Before {
    pub(super) const fn new(code: u16, value: Value, mark: Mark) -> Self {
        Self { code, value, stamp: mark.stamp.0, origin: mark.origin }
    }

    /// When and by whom it had been written.
    pub(super) const fn mark(&self) -> Mark {
        Mark { stamp: Stamp(self.stamp), origin: self.origin }
    }
}

impl Logged {
    pub(super) fn noun(&self) -> Option<Noun> {
        Noun::of_code(self.noun)
    }

    pub(super) const fn id(&self) -> Id {
        Id::from_bytes(self.id)
    }

    /// The customer it belonged to before it was moved to another.
    pub(super) fn former_customer(&self) -> Option<Id> {
        let code = self.noun()?.customer_field()?;
        self.before.iter().find_map(|before| match &before.value {
            Value::Ref(bytes) if before.code == code => Some(Id::from_bytes(*bytes)),
            _ => None,
        })
    }

    /// The record a field of it names.
    pub(super) fn reference(&self, code: u16) -> Option<Id> {
        self.fields.iter().find_map(|(known, value)| match value {
            Value::Ref(bytes) if *known == code => Some(Id::from_bytes(*bytes)),
            _ => None,
        })
    }
}

/// [`Logged`] as it is packed: field by field the same, and nothing copied.
#[derive(Serialize)]
pub(super) struct Entry<'a> {
    noun: u8,
    id: &'a [u8; 16],
    new: bool,
    fields: &'a [(u16, Value)],
    before: &'a [Before],
}

impl<'a> Entry<'a> {
    /// A write as it was logged before.
    pub(super) fn of_logged(logged: &'a Logged) -> Self {
        let Logged { noun, id, new, fields, before } = logged;
        Self { noun: *noun, id, new: *new, fields, before }
    }

    pub(super) fn new(write: &'a Write, before: &'a [Before]) -> Self {
        Self {
            noun: write.noun.code(),
            id: write.id.as_bytes(),
            new: write.new,
            fields: &write.fields,
            before,
        }
    }
}

/// Packs a body.
pub(super) fn pack(writes: &[Entry<'_>]) -> super::Result<Vec<u8>> {
    let about = writes.len() * 160;
    Ok(postcard::to_extend(writes, Vec::with_capacity(about))?)
}

/// Bodies longer than this, as an import's are, are kept compressed: the log of one takes a quarter
/// of the room.
const LONG: usize = 8 << 10;
/// Stands before a compressed body; a plain one that begins so is that byte alone.
const COMPRESSED: u8 = 0;
/// The fastest that still looks for what repeats.
const LEVEL: i32 = 1;
/// No body is longer than this, whatever it says of itself.
const LONGEST: u64 = 1 << 30;

/// A packed body as it is kept.
pub(super) fn keep(body: &[u8]) -> super::Result<Cow<'_, [u8]>> {
    if body.len() <= LONG {
        return Ok(Cow::Borrowed(body));
    }
    let mut kept = vec![COMPRESSED];
    zstd::stream::copy_encode(body, &mut kept, LEVEL).map_err(|error| unreadable(&error))?;
    Ok(Cow::Owned(kept))
}

/// A packed body out of what was kept.
pub(super) fn body(kept: &[u8]) -> super::Result<Cow<'_, [u8]>> {
    let [COMPRESSED, compressed @ ..] = kept else { return Ok(Cow::Borrowed(kept)) };
    if compressed.is_empty() {
        return Ok(Cow::Borrowed(kept));
    }
    let mut body = Vec::new();
    let decoder = zstd::stream::Decoder::new(compressed).map_err(|error| unreadable(&error))?;
    decoder.take(LONGEST).read_to_end(&mut body).map_err(|error| unreadable(&error))?;
    Ok(Cow::Owned(body))
}

/// Unpacks a body that was kept.
pub(super) fn unpack(kept: &[u8]) -> super::Result<Vec<Logged>> {
    Ok(postcard::from_bytes(&body(kept)?)?)
}

fn unreadable(error: &std::io::Error) -> super::Error {
    tracing::error!(%error, "a log entry");
    super::Error::Entry(postcard::Error::DeserializeBadEncoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_reads_back_as_it_was_packed() {
        let write = Write {
            noun: Noun::Customer,
            id: Id::mint(1),
            new: true,
            fields: vec![(1, Value::Text("田中".into())), (24, Value::Int(-3)), (26, Value::Ref([7; 16]))],
        };
        let mark = Mark { stamp: Stamp(9 << 40), origin: 3 };
        let before = [Before::new(5, Value::Null, mark)];
        let body = pack(&[Entry::new(&write, &before), Entry::new(&write, &[])]).unwrap();
        let back = unpack(&body).unwrap();
        assert_eq!(
            (back.len(), back[0].noun(), back[0].id(), back[0].new),
            (2, Some(Noun::Customer), write.id, true)
        );
        let many: Vec<_> = (0..500).map(|_| Entry::new(&write, &before)).collect();
        let (long, kept) = (pack(&many).unwrap(), keep(&pack(&many).unwrap()).unwrap().into_owned());
        assert!(kept.len() < long.len() / 4, "{} of {}", kept.len(), long.len());
        assert_eq!(unpack(&kept).unwrap().len(), 500);
        assert!(unpack(&kept[..kept.len() / 2]).is_err());
        assert!(unpack(&pack(&[]).unwrap()).unwrap().is_empty());
        assert_eq!(
            (back[0].fields.as_slice(), back[0].before.as_slice()),
            (write.fields.as_slice(), &before[..])
        );
    }
}
