//! What a key costs at a hundred thousand customers: prints, asserts nothing.
//!
//! `cargo test --release --lib search::speed -- --ignored --nocapture`

use std::time::Instant;

use super::source::{Named, Number};
use super::{Book, Folded, Moments, Source};
use crate::domain::Id;
use crate::domain::query::Query;

const LINES: &[&str] = &[
    "田中",
    "たなか",
    "tanaka",
    "タナカ　ヒロシ",
    "satou",
    "03-1234",
    "090-12",
    "smith jo",
    "株式会社さくら",
    "s",
    "a",
    "zzqxv",
    "anan",
    "あ",
    "ん",
    "株",
    "0",
    "東京 重要",
    "見積もり",
    "tag:展示会",
    "note:a",
    "rank:A due:today",
    "-a",
];

const FAMILIES: &[(&str, &str)] = &[
    ("佐藤", "サトウ"),
    ("鈴木", "スズキ"),
    ("高橋", "タカハシ"),
    ("田中", "タナカ"),
    ("渡邊", "ワタナベ"),
    ("伊藤", "イトウ"),
    ("山本", "ヤマモト"),
    ("中村", "ナカムラ"),
    ("小林", "コバヤシ"),
    ("加藤", "カトウ"),
    ("大野", "オオノ"),
    ("斎藤", "サイトウ"),
    ("金子", "カネコ"),
    ("新井", "アライ"),
    ("桜井", "サクライ"),
];
const GIVENS: &[(&str, &str)] = &[
    ("太郎", "タロウ"),
    ("花子", "ハナコ"),
    ("浩", "ヒロシ"),
    ("健一", "ケンイチ"),
    ("陽子", "ヨウコ"),
    ("翔", "ショウ"),
];
const ENGLISH: &[&str] =
    &["Smith", "Jones", "Gonzalez", "O'Brien", "Brown", "Khan", "Müller", "Acme", "Northwind"];
const FIRST: &[&str] = &["John", "Jo", "Ana", "Maria", "Peter", "Susan"];
const FIRMS: &[&str] = &["さくら", "ヤマダ電機", "東洋製作所", "あおば商事", "ナカノ運輸", "三光化学"];
const CITIES: &[&str] = &["東京都港区", "大阪市北区", "横浜市", "名古屋市中区", "London", "Austin"];
const NOTES: &[&str] = &[
    "20台で見積もり依頼",
    "来週もう一度電話する",
    "wants a quote for 20 units",
    "asked for a renewal",
    "重要な担当が不在",
];

/// A customer of about 150 bytes of text, the same for the same number.
pub(super) fn source(n: usize) -> Source {
    let mut seed = (n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5851_f42d;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("31 bits fit") % below
    };
    let (family, given) = (FAMILIES[next(FAMILIES.len())], GIVENS[next(GIVENS.len())]);
    let japanese = next(2) == 0;
    let firm = FIRMS[next(FIRMS.len())];
    let english = format!("{} {}", FIRST[next(FIRST.len())], ENGLISH[next(ENGLISH.len())]);
    let name = match (japanese, next(3)) {
        (true, 0) => format!("{} {}", family.0, given.0),
        (true, 1) => format!("株式会社{firm}{}", family.0),
        (true, _) => format!("{}{firm}㈱", family.0),
        (false, 0) => english.clone(),
        (false, _) => format!("{english} {n} Ltd."),
    };
    let person = Named {
        name: if japanese { format!("{} {}", family.0, given.0) } else { english },
        kana: if japanese { format!("{} {}", family.1, given.1) } else { String::new() },
    };
    Source {
        id: Id::of_parts(&[&n.to_le_bytes()]),
        kana: if japanese { person.kana.clone() } else { String::new() },
        mails: vec![format!("{}{n}@{}.example", FIRST[next(FIRST.len())].to_lowercase(), ENGLISH[next(8)])],
        people: vec![person],
        name,
        kind: "company".into(),
        rank: ["A", "B", "C", ""][next(4)].into(),
        numbers: vec![Number {
            raw: format!("0{}-{:04}-{:04}", next(90) + 3, next(9999), next(9999)),
            normal: String::new(),
        }],
        codes: vec![format!("C{n:06}")],
        places: vec![CITIES[next(CITIES.len())].into()],
        tags: if next(5) == 0 { vec!["展示会".into()] } else { Vec::new() },
        notes: vec![NOTES[next(NOTES.len())].into()],
        next_at: (next(4) == 0).then(|| i64::try_from(next(1_000_000)).expect("small")),
        last_at: Some(i64::try_from(next(1_000_000)).expect("small")),
        ..Source::default()
    }
}

#[test]
#[ignore = "prints timings; run it in release"]
fn every_key_at_a_hundred_thousand() {
    let sources: Vec<_> = (0..100_000).map(source).collect();
    let from = Instant::now();
    let folded: Vec<_> = sources.iter().map(Folded::of).collect();
    println!("folded in {:?}", from.elapsed());
    let from = Instant::now();
    let mut book = Book::new();
    book.put_folded(folded);
    println!("put in {:?}, {} MB", from.elapsed(), book.size() / 1_000_000);
    println!("columns {:?} kB", book.columns.each_ref().map(|column| column.size() / 1000));
    for line in LINES {
        let ends = line.char_indices().map(|(at, c)| at + c.len_utf8());
        for end in ends {
            let query = Query::parse(&line[..end]);
            let mut times: Vec<_> = (0..7)
                .map(|_| {
                    let from = Instant::now();
                    let found = book.find(&query, &Moments::default(), 50);
                    (from.elapsed(), found.total)
                })
                .collect();
            times.sort();
            println!("{:>8.2?} (worst {:.2?}) {:>6} {}", times[3].0, times[6].0, times[3].1, &line[..end]);
        }
    }
    let from = Instant::now();
    let readings =
        sources.iter().map(|source| crate::domain::fold::romaji(&source.people[0].kana).len()).sum::<usize>();
    println!("100k readings in romaji in {:?} ({readings} letters)", from.elapsed());
    let from = Instant::now();
    book.put(&sources[5]);
    println!("one customer replaced in {:?}", from.elapsed());
}
