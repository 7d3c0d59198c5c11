//! State read from another desk: made true by the one function that makes everything true, in one
//! transaction from the first piece to the last.
//!
//! What waits for a look is worked out from what either side has seen of the other: a write stands
//! open where it was beaten and nobody on either side is known to have seen it.

use std::collections::{HashMap, HashSet};

use rusqlite::{Connection, TransactionBehavior};

use super::{Covered, Group, Head, Judged, Piece, Range, Snapshot, Suspect, covered, kept};
use crate::domain::{Id, Stamp, Trouble, Write};
use crate::store::apply::{Applied, apply};
use crate::store::commit::known_whose;
use crate::store::entry::{Before, pack};
use crate::store::foreign::{self, Understood};
use crate::store::open::Desk;
use crate::store::posting::{self, Hash, Posting};
use crate::store::segment::{self, KnownFile};
use crate::store::stamps::{Mark, signed, unsigned};
use crate::store::{Error, Result, derive, erased, origin, review, suspect};

/// What came of a snapshot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Writes in it.
    pub writes: usize,
    /// Of these, those that hold something this version does not know; kept for one that does.
    pub parked: usize,
    /// Somebody else wrote under this desk's origin; it has another now.
    pub twin: bool,
}

impl Desk {
    /// Makes a snapshot of some moment true, piece by piece as `next` gives them: all or nothing. It is
    /// kept in mind, and how its file lies where that is in a place.
    pub fn join_state<E: From<Error>>(
        &mut self,
        made_at: i64,
        file: Option<&KnownFile>,
        now: i64,
        mut next: impl FnMut() -> std::result::Result<Piece, E>,
    ) -> std::result::Result<Joined, E> {
        let own = self.origin;
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate).map_err(Error::from)?;
        let Piece::Head(head) = next()? else { return Err(broken().into()) };
        let twin = wrote_as(&tx, &head.ranges, own)?;
        if twin {
            origin::mint(&tx, now)?;
        }
        let mut joining = Joining::begin(&tx, &head)?;
        let name = file.map_or_else(|| named(&head), |file| Ok(file.name.clone()))?;
        let snapshot = Snapshot { head, joined: true, ..Snapshot::read(&name, made_at) };
        kept::keep(&tx, &snapshot)?;
        loop {
            match next()? {
                Piece::End => break,
                piece => joining.take(&tx, piece)?,
            }
        }
        let joined = Joined { twin, ..joining.finish(&tx, &snapshot.head)? };
        file.map_or(Ok(()), |file| segment::note(&tx, file))?;
        tx.commit().map_err(Error::from)?;
        if twin {
            self.read_ourselves()?;
        }
        Ok(joined)
    }
}

/// What a snapshot is called that lies nowhere.
fn named(head: &Head) -> Result<String> {
    Ok(blake3::hash(&postcard::to_stdvec(head)?).to_hex().to_string())
}

fn broken() -> Error {
    Trouble::Other("the pieces of a snapshot came out of order".into()).into()
}

/// Says whether somebody wrote as this desk what this desk does not have.
fn wrote_as(conn: &Connection, ranges: &[Range], own: u64) -> Result<bool> {
    let ours: Vec<Range> = ranges.iter().filter(|range| range.origin == own).copied().collect();
    Ok(!covered::missing_in(conn, &ours, &covered::runs(conn)?)?.is_empty())
}

/// One field of one record.
type Field = ([u8; 16], u16);
/// One write to one field.
type Key = ([u8; 16], u16, Mark);

/// A snapshot being read.
struct Joining {
    /// What its writer had read.
    theirs: Covered,
    /// What this book had read before it.
    ours: Covered,
    /// What stood open here before it.
    open: HashMap<Field, Vec<(u8, Mark)>>,
    /// Of these, what stands open there too.
    open_there: HashSet<Key>,
    /// What stands there on the fields of `open`.
    stands_there: HashMap<Field, Mark>,
    /// What stood here, was read by its writer, and was beaten by what is in it.
    beaten: HashSet<Key>,
    joined: Joined,
}

impl Joining {
    fn begin(conn: &Connection, head: &Head) -> Result<Self> {
        let mut open: HashMap<_, Vec<(u8, Mark)>> = HashMap::new();
        let sql = "SELECT id, code, noun, stamp, origin FROM review WHERE settled = 0";
        let mut statement = conn.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mark = Mark { stamp: Stamp(unsigned(row.get(3)?)), origin: unsigned(row.get(4)?) };
            open.entry((row.get(0)?, row.get(1)?)).or_default().push((row.get(2)?, mark));
        }
        Ok(Self {
            theirs: Covered::by(conn, head)?,
            ours: Covered::by_book(conn)?,
            open,
            open_there: HashSet::new(),
            stands_there: HashMap::new(),
            beaten: HashSet::new(),
            joined: Joined::default(),
        })
    }

    fn take(&mut self, conn: &Connection, piece: Piece) -> Result<()> {
        match piece {
            Piece::State(groups) => groups.iter().try_for_each(|group| self.group(conn, group)),
            Piece::Erased(ids) => erased::join(conn, &ids),
            Piece::Judged(judged) => judged.iter().try_for_each(|one| self.judged(conn, one)),
            Piece::Suspects(suspects) => suspects.iter().try_for_each(|one| take_suspect(conn, one)),
            Piece::Parked(postings) => {
                let brought = foreign::apply_all(conn, &postings)?;
                self.joined.parked += brought.parked;
                Ok(())
            }
            Piece::Head(_) | Piece::End => Err(broken()),
        }
    }

    fn group(&mut self, conn: &Connection, group: &Group) -> Result<()> {
        let mark = group.mark();
        let understood = Understood::of_body(&group.body);
        if understood.parked {
            park(conn, group)?;
            self.joined.parked += 1;
        }
        self.joined.writes += understood.writes.len();
        let scrubbed = erased::scrubbed(conn, &understood.writes)?;
        self.make_true(conn, scrubbed.as_deref().unwrap_or(&understood.writes), mark)
    }

    fn make_true(&mut self, conn: &Connection, writes: &[Write], mark: Mark) -> Result<()> {
        let applied = apply(conn, writes, mark)?;
        for (write, applied) in writes.iter().zip(&applied) {
            self.note(conn, write, applied, mark)?;
        }
        suspect::note(conn, writes, mark.origin)?;
        derive::keep_up(conn, writes, &applied)?;
        known_whose(conn, writes, &applied)?;
        erased::keep_up(conn, writes)
    }

    /// What it beat or was beaten by: open, unless the side that did it had read it.
    fn note(&mut self, conn: &Connection, write: &Write, applied: &Applied, mark: Mark) -> Result<()> {
        let id = *write.id.as_bytes();
        if !self.open.is_empty() {
            for (code, _) in write.fields.iter().filter(|(code, _)| self.open.contains_key(&(id, *code))) {
                self.stands_there.insert((id, *code), mark);
            }
        }
        let quiet = applied.before.is_empty() && applied.lost.is_empty();
        if quiet || !review::is_asked(write.noun) || erased::holds(conn, write.id)? {
            return Ok(());
        }
        let noun = write.noun.code();
        for beaten in applied.before.iter().filter(|beaten| beaten.mark() != Mark::default()) {
            if self.theirs.holds(noun, beaten.code, beaten.mark()) {
                self.beaten.insert((id, beaten.code, beaten.mark()));
            } else {
                review::put(conn, noun, write.id, beaten, false)?;
            }
        }
        for (code, value) in write.fields.iter().filter(|(code, _)| applied.lost.contains(code)) {
            if mark != Mark::default() && !self.ours.holds(noun, *code, mark) {
                review::put(conn, noun, write.id, &Before::new(*code, value.clone(), mark), false)?;
            }
        }
        Ok(())
    }

    /// A judgement of theirs. Where this book had read the write itself, its own stands.
    fn judged(&mut self, conn: &Connection, one: &Judged) -> Result<()> {
        let (id, mark) = (Id::from_bytes(one.id), one.mark());
        let key = (one.id, one.code, mark);
        if !one.settled && self.open.contains_key(&(one.id, one.code)) {
            self.open_there.insert(key);
        }
        let ours = !one.settled && self.ours.holds(one.noun, one.code, mark) && !self.beaten.contains(&key);
        if ours || erased::holds(conn, id)? {
            return Ok(());
        }
        review::put(conn, one.noun, id, &Before::new(one.code, one.value.clone(), mark), one.settled)
    }

    /// What stood open here and neither stands nor is open there was seen by somebody.
    fn finish(&self, conn: &Connection, head: &Head) -> Result<Joined> {
        for ((id, code), open) in &self.open {
            for (noun, mark) in open {
                let open_there = self.open_there.contains(&(*id, *code, *mark));
                let stands_there = self.stands_there.get(&(*id, *code)) == Some(mark);
                if self.theirs.holds(*noun, *code, *mark) && !open_there && !stands_there {
                    review::forget(conn, Id::from_bytes(*id), *code, *mark)?;
                }
            }
        }
        if suspect::any_forked(conn)? {
            review::look_again(conn)?;
        }
        log_it(conn, head)?;
        Ok(self.joined)
    }
}

/// Notes what may want a look; two desks under one origin are looked into at once.
fn take_suspect(conn: &Connection, one: &Suspect) -> Result<()> {
    match <[u8; 8]>::try_from(one.one.as_slice()) {
        Ok(origin) if one.what == "forked" => suspect::forked(conn, u64::from_be_bytes(origin)),
        _ if suspect::erased_since(conn, &one.one, &one.other)? => Ok(()),
        _ => suspect::put(conn, &one.what, &one.one, &one.other, &one.address),
    }
}

/// Keeps what this version does not know of some state for one that does.
fn park(conn: &Connection, group: &Group) -> Result<()> {
    let unknown = foreign::unknown_in(&group.body)?;
    let mut hash = blake3::Hasher::new();
    hash.update(&group.stamp.to_be_bytes()).update(&group.origin.to_be_bytes()).update(&unknown);
    let mut short = Hash::default();
    short.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    conn.prepare_cached(
        "INSERT OR IGNORE INTO parked_state (hash, stamp, origin, body) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute((short, signed(group.stamp), signed(group.origin), unknown))?;
    Ok(())
}

/// Makes true what was parked and is known by now. Gives how much is still not understood.
pub(in crate::store) fn unpark(conn: &Connection) -> Result<usize> {
    let mut statement = conn.prepare_cached("SELECT hash, stamp, origin, body FROM parked_state")?;
    let rows = statement.query_map([], |row| {
        let group = Group { stamp: unsigned(row.get(1)?), origin: unsigned(row.get(2)?), body: row.get(3)? };
        Ok((row.get::<_, Hash>(0)?, group))
    })?;
    let parked: Vec<(Hash, Group)> = rows.collect::<rusqlite::Result<_>>()?;
    if parked.is_empty() {
        return Ok(0);
    }
    conn.execute("DELETE FROM parked_state", [])?;
    let mut joining = Joining::begin(conn, &Head::default())?;
    for (_, group) in &parked {
        joining.group(conn, group)?;
    }
    log_it(conn, &Head::default())?;
    Ok(joining.joined.parked)
}

/// A row of the log that tells of no write: whoever remembers how far the log had come looks again.
fn log_it(conn: &Connection, head: &Head) -> Result<()> {
    let before: i64 = conn.query_row("SELECT coalesce(max(seq), 0) FROM log", [], |row| row.get(0))?;
    let mut hash = blake3::Hasher::new();
    hash.update(&before.to_be_bytes()).update(head.digest.as_bytes());
    let mut action = Hash::default();
    action.copy_from_slice(&hash.finalize().as_bytes()[..16]);
    let row = Posting {
        origin: 0,
        n: 0,
        prev: Hash::default(),
        hash: action,
        stamp: 0,
        action,
        rep: None,
        deed: SNAPSHOT.to_owned(),
        subject: String::new(),
        reverts: None,
        body: pack(&[])?,
        stub: false,
    };
    posting::append(conn, &row, 0).map(drop)
}

/// What the log calls it when state was read.
const SNAPSHOT: &str = "snapshot";

/// Says whether state was read after one place in the log and up to another: whose it may have changed
/// is not told row by row.
pub(in crate::store) fn was_read(conn: &Connection, from: i64, to: i64) -> Result<bool> {
    let sql = "SELECT 1 FROM log WHERE origin = 0 AND seq > ?1 AND seq <= ?2";
    Ok(conn.prepare_cached(sql)?.exists((from, to))?)
}
