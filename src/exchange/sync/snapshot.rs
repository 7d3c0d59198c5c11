//! Snapshots as files: a desk's state in sealed parts, tried out before anybody else sees it.
//!
//! What state is and how it is read is `store`'s; when a snapshot is made and which are kept is
//! `keep`'s.

use std::path::Path;

use super::header::{Header, Kind};
use super::parts::{Bad, Parts, Writer};
use super::seal::Sealer;
use super::segment::Segment;
use crate::domain::Trouble;
use crate::domain::synced::Refused;
use crate::exchange::error::Error;
use crate::exchange::locked::Key;
use crate::store::{self, Desk, Head, Piece, Told};

/// What was told, to be held against what is read back.
#[derive(Default)]
pub(super) struct Original {
    told: Told,
    /// What it stands for.
    pub(super) head: Head,
}

/// Tells a desk's state into a file. Nothing in it is newer than `now`, Unix milliseconds.
pub(super) fn tell(
    desk: &Desk,
    sealer: &Sealer<'_>,
    now: i64,
    writer: &mut Writer<'_>,
) -> Result<Original, Error> {
    let mut original = Original::default();
    desk.tell_state(|piece| {
        original.told.add(&piece)?;
        writer.add(&sealed(sealer, &piece, desk.origin(), now)?)?;
        if let Piece::Head(head) = piece {
            original.head = head;
        }
        Ok::<_, Error>(())
    })?;
    Ok(original)
}

fn sealed(sealer: &Sealer<'_>, piece: &Piece, origin: u64, now: i64) -> Result<Segment, Error> {
    let content = postcard::to_stdvec(piece).map_err(store::Error::from)?;
    let mut header = Header::of(Kind::Snap, origin, &[], content.len());
    (header.team, header.rep, header.made) = (sealer.team.to_owned(), sealer.rep.to_owned(), now);
    Ok(Segment::of(header, content))
}

/// The piece in a part.
pub(super) fn piece(segment: &Segment) -> Result<Piece, Refused> {
    if segment.header.kind != Kind::Snap {
        return Err(Refused::Damaged("its parts are out of order"));
    }
    match postcard::take_from_bytes::<Piece>(&segment.content) {
        Ok((piece, [])) if piece.holds_together() => Ok(piece),
        _ => Err(Refused::Damaged("one of its pieces cannot be read")),
    }
}

/// Reads what was written into a book of its own, which must then tell the very same.
///
/// # Errors
/// [`Trouble::Unproven`] where it does not, or where the file is no good.
pub(super) fn prove(desk: &Desk, path: &Path, key: Option<&Key>, original: &Original) -> Result<(), Error> {
    match proven(desk, path, key, original) {
        Ok(true) => Ok(()),
        Ok(false) | Err(Bad::Refused(_)) => Err(Error::Store(Trouble::Unproven.into())),
        Err(Bad::Error(error)) => Err(error),
    }
}

fn proven(desk: &Desk, path: &Path, key: Option<&Key>, original: &Original) -> Result<bool, Bad> {
    let mut scratch = desk.scratch()?;
    let mut parts = Parts::open(path, key)?;
    let mut head = None;
    scratch.join_state(0, None, 0, || {
        let segment = parts.next()?.ok_or(Refused::Cut)?;
        let piece = piece(&segment)?;
        if let Piece::Head(told) = &piece {
            head = Some(told.clone());
        }
        Ok::<_, Bad>(piece)
    })?;
    let ended = parts.next()?.is_none();
    let mut told = Told::default();
    scratch.tell_state(|piece| told.add(&piece))?;
    let same = head.as_ref() == Some(&original.head) && told.is(&original.told);
    Ok(ended && same && scratch.digest()? == original.head.digest)
}

/// Whether pieces come in their order.
#[derive(Default)]
pub(super) struct Order {
    head: Option<Head>,
    begun: bool,
    ended: bool,
}

const OUT_OF_ORDER: Refused = Refused::Damaged("its parts are out of order");

impl Order {
    /// The next piece.
    pub(super) fn next(&mut self, piece: Piece) -> Result<(), Refused> {
        match piece {
            Piece::Head(head) if !self.begun => (self.head, self.begun) = (Some(head), true),
            Piece::End if self.begun && !self.ended => self.ended = true,
            Piece::Head(_) | Piece::End => return Err(OUT_OF_ORDER),
            _ if self.begun && !self.ended => {}
            _ => return Err(OUT_OF_ORDER),
        }
        Ok(())
    }

    /// Something else comes.
    pub(super) fn pause(&self) -> Result<(), Refused> {
        if self.begun == self.ended { Ok(()) } else { Err(OUT_OF_ORDER) }
    }

    /// What the pieces stand for, once all were there.
    pub(super) fn end(self) -> Result<Option<Head>, Refused> {
        self.pause()?;
        Ok(self.head)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::customer::{self, Customer};
    use crate::domain::tag::Tag;
    use crate::domain::{Change, Deed, Id, Noun, Value};

    /// A small book in which there is one of everything that is told.
    fn book(folder: &Path) -> Desk {
        let mut ann = Desk::open(&folder.join("ann"), "ann", 1).unwrap();
        let mut bob = Desk::open(&folder.join("bob"), "bob", 1).unwrap();
        let mut ids = Vec::new();
        for name in ["田中", "Acme", "Beta"] {
            let customer = Customer { id: Id::mint(1), name: name.into(), ..Customer::default() };
            ann.commit(&Change::new(Deed::AddCustomer, name).add(&customer), 1).unwrap();
            ids.push(customer.id);
        }
        bob.apply_postings(&ann.postings(ann.origin(), 1, 99).unwrap()).unwrap();
        let rank = |rank: &str| {
            let field = (customer::field::rank, Value::Text(rank.into()));
            Change::new(Deed::Edit, "").set(Noun::Customer, ids[0], vec![field])
        };
        ann.commit(&rank("A"), 2).unwrap();
        bob.commit(&rank("B"), 3).unwrap();
        ann.apply_postings(&bob.postings(bob.origin(), 1, 99).unwrap()).unwrap();
        ann.commit(&Change::new(Deed::Delete, "").delete(Noun::Customer, ids[1]), 4).unwrap();
        let tagged =
            Change { writes: vec![Tag::on(ids[2], "vip").put_on()], ..Change::new(Deed::Tag, "vip") };
        ann.commit(&tagged, 5).unwrap();
        ann
    }

    fn parts(desk: &Desk) -> (Original, Vec<Segment>) {
        let sealer = Sealer { team: "", rep: "ann" };
        let (mut original, mut parts) = (Original::default(), Vec::new());
        desk.tell_state(|piece| {
            original.told.add(&piece)?;
            parts.push(sealed(&sealer, &piece, desk.origin(), 9)?);
            if let Piece::Head(head) = piece {
                original.head = head;
            }
            Ok::<_, Error>(())
        })
        .unwrap();
        (original, parts)
    }

    fn proven(desk: &Desk, path: &Path, original: &Original, parts: &[Segment]) -> Result<(), Error> {
        let mut bytes = Vec::new();
        let mut writer = Writer::begin(&mut bytes).unwrap();
        parts.iter().for_each(|part| writer.add(part).unwrap());
        writer.finish().unwrap();
        fs::write(path, bytes).unwrap();
        prove(desk, path, None, original)
    }

    #[test]
    fn a_snapshot_that_is_another_state_than_the_book_s_is_never_published() {
        let folder = tempfile::tempdir().unwrap();
        let (desk, path) = (book(folder.path()), folder.path().join("snap"));
        let (original, whole) = parts(&desk);
        proven(&desk, &path, &original, &whole).unwrap();
        // What may want a look is looked at again by whoever reads it.
        let state = |part: &&Segment| !matches!(piece(part), Ok(Piece::Suspects(_)));
        let all: usize = whole.iter().filter(state).map(|part| part.content.len() * 8).sum();
        for way in 0..100 {
            let mut bit = way * 7_919 % all;
            let mut damaged: Vec<Segment> = parts(&desk).1;
            for part in damaged.iter_mut().filter(|part| state(&&**part)) {
                let bits = part.content.len() * 8;
                if bit < bits {
                    part.content[bit / 8] ^= 1 << (bit % 8);
                    // Its seal is good, as if it had been told so.
                    *part = Segment::of(part.header.clone(), std::mem::take(&mut part.content));
                    break;
                }
                bit -= bits;
            }
            let refused = proven(&desk, &path, &original, &damaged);
            assert!(refused.is_err(), "way {way}");
        }
        for missing in 0..whole.len() {
            let mut fewer = parts(&desk).1;
            let left_out = fewer.remove(missing);
            let refused = proven(&desk, &path, &original, &fewer);
            assert!(refused.is_err() || !state(&&left_out), "without part {missing}");
        }
    }
}
