//! The scan against the plainest reading of its rules, on small random books.

use std::io::Cursor;

use proptest::prelude::*;

use super::column::MARK;
use super::folded::fields_of;
use super::rank::{How, Kind, Part};
use super::source::{Named, Number};
use super::{Book, Folded, Gathering, Halt, Held, Moment, Moments, Press, Sidecar, Source};
use crate::domain::query::{Query, Word};
use crate::domain::{Id, Noun, Value};

fn source() -> impl Strategy<Value = Source> {
    let rank = "[abc]?";
    let name = "(田中|佐藤|さくら|ヤマダ|㈱|株式会社|acme|ana|smith|jo| ){1,4}";
    let kana = "(タナカ|サトウ|サクラ| ){0,3}";
    let number = "(0[39]0?-?1234-?5678|\\+81 3 1234)?";
    let words = "(見積|大阪|ana|banana| |a| a){0,5}";
    let when = || proptest::option::of(0_i64..4);
    let facts = (when(), when(), when());
    let held = proptest::collection::vec((0_usize..HELD.len(), "[0-3]|(製造|小売)業?|2026-1[12]"), 0..3);
    (0_u8..100, name, kana, number, words, words, (rank, held), facts).prop_map(
        |(id, name, kana, raw, place, note, (rank, held), (next_at, last_at, blocked_until))| Source {
            held: held.iter().filter_map(|(field, text)| holds(HELD[*field], text)).collect(),
            id: Id::from_bytes([id; 16]),
            rank,
            blocked_until,
            people: vec![Named { name: note.clone(), kana: kana.clone() }],
            numbers: vec![Number { raw, normal: String::new() }],
            name,
            kana,
            places: vec![place],
            notes: vec![note],
            next_at,
            last_at,
            ..Source::default()
        },
    )
}

/// Fields that something is held in.
const HELD: [&str; 3] = ["industry", "employees", "first_touch_on"];

fn holds(name: &str, text: &str) -> Option<Held> {
    let field = Noun::Customer.fields().iter().find(|field| field.name == name)?;
    let number = || text.parse().map_or(Value::Null, Value::Int);
    let value = if field.kind.is_number() { number() } else { Value::Text(text.to_owned()) };
    Held::of_field(Noun::Customer, field, &value, "")
}

const LINE: &str = "((田中?|さ|さくら|やまだ|㈱|株式|acme|an|a|s|j|tana|sato|03|1234|\\+81|見積|大| |-a|\"a a\"|\"a b\")){0,4}";

/// What a needle is worth in a field, read naively.
fn worth(kind: Kind, field: &str, needle: &str, anywhere: bool) -> u16 {
    // Every place, overlapping ones too: `ana` in `banana`.
    (0..field.len())
        .filter(|&at| field.is_char_boundary(at) && field[at..].starts_with(needle))
        .filter_map(|at| {
            let after = &field[at + needle.len()..];
            let how = match &field[..at] {
                "" if after.is_empty() || after.starts_with(' ') => How::Exact,
                "" => How::Prefix,
                before if before.ends_with(' ') => How::Word,
                _ => How::Inside,
            };
            (anywhere || how != How::Inside).then(|| kind.points(how))
        })
        .max()
        .unwrap_or(0)
}

fn word_worth(fields: &[(Kind, String)], word: &Word) -> u16 {
    let best = |part: Part, needle: &str, anywhere| {
        let fields = fields.iter().filter(|(kind, _)| kind.row().part == part);
        fields.map(|(kind, text)| worth(*kind, text, needle, anywhere)).max().unwrap_or(0)
    };
    let mut points = vec![best(Part::Names, &word.text, true), best(Part::About, &word.text, true)];
    points.extend(word.skeleton.iter().map(|s| best(Part::Romaji, &s.text, s.anywhere)));
    points.extend(word.digits.iter().map(|digits| best(Part::Digits, digits, true)));
    points.into_iter().max().unwrap_or(0)
}

/// Points of one customer, filters aside.
fn naive(source: &Source, query: &Query) -> u16 {
    let fields = fields_of(source);
    let words: Vec<_> = query.words.iter().map(|word| word_worth(&fields, word)).collect();
    let mut points = if words.contains(&0) { 0 } else { words.iter().sum::<u16>() };
    if words.is_empty() {
        points = 1;
    }
    if !query.number.is_empty() {
        let word = Word { text: "\u{1}".into(), digits: query.number.clone(), skeleton: None };
        points += word_worth(&fields, &word);
    }
    if query.without.iter().any(|word| word_worth(&fields, word) > 0) { 0 } else { points }
}

/// Who is found, best first, by the rules alone.
fn expected(sources: &[Source], query: &Query) -> Vec<Id> {
    let mut found: Vec<_> = sources
        .iter()
        .map(|source| (naive(source, query), source))
        .filter(|(points, _)| *points > 0)
        .collect();
    let whole_name = |source: &Source| Folded::of(source).records[Part::Names as usize].clone();
    found.sort_by_key(|(points, source)| {
        let next = (source.next_at.is_none(), source.next_at);
        (u16::MAX - points, next, std::cmp::Reverse(source.last_at), whole_name(source), source.id)
    });
    found.iter().map(|(_, source)| source.id).collect()
}

fn latest(sources: &[Source]) -> Vec<Source> {
    let mut kept: Vec<Source> = Vec::new();
    for source in sources {
        kept.retain(|other| other.id != source.id);
        kept.push(source.clone());
    }
    kept
}

fn ids(book: &Book, query: &Query, limit: usize) -> Vec<Id> {
    book.find(query, &Moments::default(), limit).hits.iter().map(|hit| hit.id).collect()
}

/// The bytes of a sidecar of these customers, gathered in two sheaves.
fn pressed(sources: &[Source]) -> Vec<u8> {
    let sheaves = [0, 1].map(|half: usize| {
        let mut gathering = Gathering::new(Vec::new());
        sources.iter().skip(half).step_by(2).for_each(|source| gathering.add(&Folded::of(source)).unwrap());
        gathering.finish().unwrap()
    });
    let sheaves = sheaves.map(|(sheaf, bytes)| (sheaf, &*bytes.leak()));
    let mut press = Press::begin(Cursor::new(Vec::new())).unwrap();
    press.lay_out(&sheaves).unwrap();
    let written = press.out().get_ref().clone();
    assert!(press.sign(&written, || true).unwrap());
    press.finish(Moment { seq: 7, ..Moment::default() }).unwrap().into_inner()
}

fn sidecar(sources: &[Source]) -> Sidecar {
    Sidecar::open(Box::new(pressed(sources))).unwrap()
}

/// Says whether the sidecar's answer is the scan's: the rows, and the count where it is certain.
fn agree(found: &super::Found, scanned: &super::Found) -> bool {
    let count = if found.exact { found.total == scanned.total } else { found.total <= scanned.total };
    found.hits == scanned.hits && count
}

const FILTERS: &str = "( -?(due:(today|overdue|any|none)|blocked:yes|blocked:no|rank:a|rank:a,b|note:an|tag:a|industry:製,小|industry:none|employees>1|first_touch_on>=2026-12|industry==小売業))?";

proptest! {
    #[test]
    fn a_sidecar_and_what_changed_since_answer_as_the_scan(
        made in proptest::collection::vec(source(), 0..90),
        edits in proptest::collection::vec((source(), proptest::bool::weighted(0.7)), 0..20),
        words in LINE,
        filter in FILTERS,
        limit in 1_usize..30,
    ) {
        let made = latest(&made);
        let mut sidecar = sidecar(&made);
        let (mut changed, mut all) = (Book::new(), Book::new());
        all.put_folded(made.iter().map(Folded::of));
        for (source, put) in &edits {
            sidecar.mask(source.id).unwrap();
            if *put {
                changed.put(source);
                all.put(source);
            } else {
                changed.remove(source.id);
                all.remove(source.id);
            }
        }
        let line = words + &filter;
        let (query, moments) = (Query::parse(&line), Moments { now: 2, today: 1, end_of_today: 3, end_of_week: 4, zone: 0 });
        let found = sidecar.find(&changed, &query, &moments, limit, &|| true).unwrap();
        let scanned = all.find(&query, &moments, limit);
        prop_assert!(agree(&found, &scanned), "{line}: {found:?} {scanned:?}");
        prop_assert_eq!(sidecar.count(&changed, &query, &moments, &|| true).unwrap(), scanned.total);
        let everybody: Vec<Id> = all.find(&query, &moments, usize::MAX).hits.iter().map(|hit| hit.id).collect();
        prop_assert_eq!(&sidecar.everybody(&changed, &query, &moments, &|| true).unwrap(), &everybody);
        prop_assert_eq!(all.everybody(&query, &moments), everybody);
    }

    #[test]
    fn a_damaged_sidecar_is_noticed_or_does_no_harm(
        made in proptest::collection::vec(source(), 20..60),
        places in proptest::collection::vec((any::<prop::sample::Index>(), 1_u8..), 1..4),
        cut in proptest::option::weighted(0.1, any::<prop::sample::Index>()),
        line in LINE,
    ) {
        let made = latest(&made);
        let mut bytes = pressed(&made);
        for (place, change) in places {
            let at = place.index(bytes.len());
            bytes[at] ^= change;
        }
        bytes.truncate(cut.map_or(bytes.len(), |cut| cut.index(bytes.len())));
        let Ok(sidecar) = Sidecar::open(Box::new(bytes)) else { return Ok(()) };
        let query = Query::parse(&line);
        let mut all = Book::new();
        all.put_folded(made.iter().map(Folded::of));
        match sidecar.find(&Book::new(), &query, &Moments::default(), 9, &|| true) {
            Ok(found) => prop_assert!(agree(&found, &all.find(&query, &Moments::default(), 9))),
            Err(halt) => prop_assert_eq!(halt, Halt::Unusable),
        }
    }

    #[test]
    fn the_scan_answers_as_the_rules_read(
        sources in proptest::collection::vec(source(), 0..24),
        line in LINE,
        limit in 1_usize..30,
    ) {
        let (query, kept) = (Query::parse(&line), latest(&sources));
        let mut book = Book::new();
        book.put_folded(sources.iter().map(Folded::of));
        let expected = expected(&kept, &query);
        prop_assert_eq!(book.find(&query, &Moments::default(), 0).total, expected.len());
        prop_assert_eq!(ids(&book, &query, limit), &expected[..limit.min(expected.len())]);
    }

    #[test]
    fn an_edited_book_answers_like_one_built_afresh(
        edits in proptest::collection::vec((source(), proptest::bool::weighted(0.7)), 0..60),
        line in LINE,
    ) {
        let mut edited = Book::new();
        let mut kept: Vec<Source> = Vec::new();
        for (source, put) in &edits {
            kept.retain(|other| other.id != source.id);
            if *put {
                edited.put(source);
                kept.push(source.clone());
            } else {
                edited.remove(source.id);
            }
        }
        let mut fresh = Book::new();
        fresh.put_folded(kept.iter().map(Folded::of));
        let query = Query::parse(&line);
        prop_assert_eq!(edited.len(), kept.len());
        prop_assert_eq!(edited.find(&query, &Moments::default(), 9), fresh.find(&query, &Moments::default(), 9));
    }

    #[test]
    fn no_text_breaks_a_record(name in any::<String>(), line in any::<String>()) {
        let source = Source { name, notes: vec![line.clone()], ..Source::default() };
        let folded = Folded::of(&source);
        let marks: usize = folded.records.iter().flatten().filter(|&&byte| byte == MARK).count();
        prop_assert_eq!(marks, fields_of(&source).len());
        let mut book = Book::new();
        book.put_folded([folded]);
        prop_assert!(book.find(&Query::parse(&line), &Moments::default(), 5).total <= 1);
    }
}

#[test]
fn every_byte_of_the_first_page_is_looked_at() {
    let bytes = pressed(&[Source { name: "田中".into(), ..Source::default() }]);
    for at in 0..4096 {
        let mut damaged = bytes.clone();
        damaged[at] ^= 1;
        assert!(Sidecar::open(Box::new(damaged)).is_err(), "byte {at}");
    }
    for len in [0, 1, 4095, 4096, bytes.len() - 1] {
        assert!(Sidecar::open(Box::new(bytes[..len].to_vec())).is_err(), "{len} bytes");
    }
    assert!(Sidecar::open(Box::new(bytes)).is_ok());
}
