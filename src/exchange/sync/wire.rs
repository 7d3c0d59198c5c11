//! Postings as bytes: what follows from the posting before is left out, and what is left is packed.
//!
//! Knows nothing of files; `segment` seals what this packs and hands over what it has verified.

use serde::{Deserialize, Serialize};

use crate::domain::synced::Refused;
use crate::store::{Hash, Posting};

/// A posting without what the one before it tells.
#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    /// Origin, number and the hash before it, where it does not go on from the posting before.
    begins: Option<(u64, u64, Hash)>,
    /// Its own hash, where words were taken out of it and its content no longer gives it.
    stub: Option<Hash>,
    /// Above the stamp before it.
    later: i64,
    action: [u8; 16],
    rep: Option<[u8; 16]>,
    deed: &'a str,
    subject: &'a str,
    reverts: Option<[u8; 16]>,
    #[serde(borrow)]
    body: &'a [u8],
}

/// What a posting goes on from.
#[derive(Default)]
struct Before {
    origin: u64,
    n: u64,
    hash: Hash,
    stamp: u64,
}

impl Before {
    fn of(posting: &Posting) -> Self {
        Self { origin: posting.origin, n: posting.n, hash: posting.hash, stamp: posting.stamp }
    }

    fn goes_on(&self, posting: &Posting) -> bool {
        (self.origin, self.n + 1, self.hash) == (posting.origin, posting.n, posting.prev)
    }
}

/// Packs postings, in their order.
pub(super) fn pack(postings: &[Posting]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(postings.len() * 200);
    let mut before = Before::default();
    for posting in postings {
        let packed = Packed {
            begins: (!before.goes_on(posting)).then_some((posting.origin, posting.n, posting.prev)),
            stub: posting.stub.then_some(posting.hash),
            later: posting.stamp.wrapping_sub(before.stamp).cast_signed(),
            action: posting.action,
            rep: posting.rep,
            deed: &posting.deed,
            subject: &posting.subject,
            reverts: posting.reverts,
            body: &posting.body,
        };
        bytes = postcard::to_extend(&packed, bytes).expect("a vector takes what it is given");
        before = Before::of(posting);
    }
    bytes
}

/// Unpacks `many` postings, each of which must hold together, and nothing after them.
pub(super) fn unpack(mut bytes: &[u8], many: usize) -> Result<Vec<Posting>, Refused> {
    // No posting is shorter than its action.
    if many > bytes.len() / 16 {
        return Err(Refused::Damaged("it says it holds more than it does"));
    }
    let mut postings: Vec<Posting> = Vec::with_capacity(many);
    let mut before = Before::default();
    for _ in 0..many {
        let (packed, rest) = postcard::take_from_bytes::<Packed<'_>>(bytes)
            .map_err(|_| Refused::Damaged("one of its lines cannot be read"))?;
        let posting = whole(&packed, &before).ok_or(Refused::Damaged("one of its lines is out of bounds"))?;
        before = Before::of(&posting);
        postings.push(posting);
        bytes = rest;
    }
    if bytes.is_empty() { Ok(postings) } else { Err(Refused::Damaged("there is more in it than it says")) }
}

fn whole(packed: &Packed<'_>, before: &Before) -> Option<Posting> {
    let (origin, n, prev) = packed.begins.unwrap_or((before.origin, before.n + 1, before.hash));
    let mut posting = Posting {
        origin,
        n,
        prev,
        hash: Hash::default(),
        stamp: before.stamp.wrapping_add_signed(packed.later),
        action: packed.action,
        rep: packed.rep,
        deed: packed.deed.to_owned(),
        subject: packed.subject.to_owned(),
        reverts: packed.reverts,
        body: packed.body.to_vec(),
        stub: packed.stub.is_some(),
    };
    // A body that begins so and goes on would be read as a compressed one.
    let sound = posting.body.first() != Some(&0) || posting.body.len() == 1;
    posting.hash = packed.stub.unwrap_or_else(|| posting.computed());
    (sound && n < u64::MAX && posting.holds_together()).then_some(posting)
}
