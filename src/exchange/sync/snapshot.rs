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
