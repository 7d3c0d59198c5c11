//! What finds whom, and in which order: fixed cases.

use super::source::{Named, Number};
use super::{Book, Folded, Found, Moments, Source};
use crate::domain::Id;
use crate::domain::query::{Facet, Query};

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

fn number(raw: &str) -> Vec<Number> {
    vec![Number { raw: raw.into(), normal: String::new() }]
}

fn person(name: &str, kana: &str) -> Vec<Named> {
    vec![Named { name: name.into(), kana: kana.into() }]
}

fn id(n: u8) -> Id {
    Id::from_bytes([n; 16])
}

fn named(n: u8, name: &str) -> Source {
    Source { id: id(n), name: name.into(), ..Source::default() }
}

fn book(sources: &[Source]) -> Book {
    let mut book = Book::new();
    book.put_folded(sources.iter().map(Folded::of));
    book
}

const MOMENTS: Moments = Moments { now: 100, today: 50, end_of_today: 150, end_of_week: 500, zone: 0 };

fn find(book: &Book, line: &str) -> Found {
    book.find(&Query::parse(line), &MOMENTS, 50)
}

fn ids(book: &Book, line: &str) -> Vec<u8> {
    find(book, line).hits.iter().map(|hit| hit.id.as_bytes()[0]).collect()
}

fn shelf() -> Book {
    book(&[
        Source {
            kana: "タナカセイサクショ".into(),
            numbers: number("03-1234-5678"),
            ..named(1, "田中製作所（株）")
        },
        Source {
            kana: "サトウ　ハナコ".into(),
            numbers: number("+81 90-1111-2222"),
            ..named(2, "佐藤 花子")
        },
        Source {
            people: person("髙橋 一郎", "タカハシ イチロウ"), ..named(3, "ヤマダ電機")
        },
        Source { mails: texts(&["jo.smith@acme.example"]), ..named(4, "Acme Co., Ltd.") },
        Source {
            places: texts(&["大阪市北区"]), tags: texts(&["展示会"]), ..named(5, "㈱さくら")
        },
        Source {
            notes: texts(&["来週、見積もりを送る"]),
            codes: texts(&["K-0042"]),
            ..named(6, "有限会社渡邉商店")
        },
        Source { numbers: number("０６（６３４５）９８７６"), ..named(7, "José O’Brien") },
        Source { people: person("Smith Jo", ""), ..named(8, "キャノンマーケティング") },
    ])
}

#[test]
fn a_customer_is_found_by_whatever_a_rep_would_type() {
    let book = shelf();
    for (line, who) in [
        ("田", 1),
        ("田中", 1),
        ("たなか", 1),
        ("タナカ", 1),
        ("ﾀﾅｶ", 1),
        ("tanaka", 1),
        ("tanak", 1),
        ("たなk", 1),
        ("ｔａｎａｋａ", 1),
        ("tanakaseisakusyo", 1),
        ("田中製作所株式会社", 1),
        ("株式会社田中製作所", 1),
        ("㈱田中", 1),
        ("03-1234", 1),
        ("+81 3 1234", 1),
        ("0312345678", 1),
        ("5678", 1),
        ("０３１２３４", 1),
        ("03 1234 5678", 1),
        ("81312345678", 1),
        ("(03)1234", 1),
        ("佐藤花子", 2),
        ("佐藤　花子", 2),
        ("花子", 2),
        ("花", 2),
        ("さとうはなこ", 2),
        ("satou", 2),
        ("sato", 2),
        ("satoh", 2),
        ("satō", 2),
        ("satouhanako", 2),
        ("hanako sato", 2),
        ("090-1111", 2),
        ("090 1111 2222", 2),
        ("2222", 2),
        ("yamada", 3),
        ("やまだ", 3),
        ("ﾔﾏﾀﾞ電機", 3),
        ("山だ", 0),
        ("高橋", 3),
        ("髙橋一郎", 3),
        ("takahashi", 3),
        ("takahasi", 3),
        ("いちろう", 3),
        ("acme", 4),
        ("ＡＣＭＥ", 4),
        ("acme ltd", 4),
        ("Acme Inc", 4),
        ("acme ltd.", 4),
        ("jo.smith@acme.example", 4),
        ("さくら", 5),
        ("サクラ", 5),
        ("株式会社さくら", 5),
        ("さくら㈱", 5),
        ("(株)さくら", 5),
        ("さくら株式", 5),
        ("大阪", 5),
        ("展示", 5),
        ("渡辺", 6),
        ("渡邊商店", 6),
        ("有限", 6),
        ("㈲渡邉", 6),
        ("見積", 6),
        ("k-0042", 6),
        ("0042", 6),
        ("jose obrien", 7),
        ("o'brien", 7),
        ("06-6345", 7),
        ("キヤノン", 8),
        ("smith jo", 8),
        ("\"smith jo\"", 8),
        ("zzqxv", 0),
        ("田中 大阪", 0),
        ("anan", 0),
    ] {
        let found = ids(&book, line);
        assert_eq!(found.first().copied().unwrap_or(0), who, "{line}: {found:?}");
    }
}

#[test]
fn a_legal_form_alone_finds_whoever_bears_it() {
    let book = shelf();
    for line in ["株式会社", "㈱", "(株)", "株", "株式"] {
        let mut found = ids(&book, line);
        found.sort_unstable();
        assert_eq!(found, [1, 5], "{line}");
    }
    assert_eq!(ids(&book, "ltd"), [4]);
}

#[test]
fn one_kana_finds_what_holds_it_and_no_more() {
    let book = book(&[
        Source { kana: "アオキ".into(), ..named(1, "青木") },
        Source { kana: "タナカ".into(), ..named(2, "田中") },
        Source { kana: "ミナミ".into(), ..named(3, "南") },
    ]);
    assert_eq!(ids(&book, "あ"), [1]);
    assert_eq!(ids(&book, "な"), [3, 2]);
}

#[test]
fn at_equal_match_the_name_leads_and_the_note_ends() {
    let book = book(&[
        Source { notes: texts(&["1234"]), ..named(7, "g") },
        Source { tags: texts(&["1234"]), ..named(6, "f") },
        Source { mails: texts(&["1234"]), ..named(5, "e") },
        Source { numbers: number("1234"), ..named(4, "d") },
        Source { people: person("1234", ""), ..named(3, "c") },
        Source { kana: "1234".into(), ..named(2, "b") },
        named(1, "1234"),
    ]);
    assert_eq!(ids(&book, "1234"), [1, 2, 3, 4, 5, 6, 7]);
    let facets: Vec<_> =
        find(&book, "1234").hits.iter().filter_map(|hit| hit.matched).map(Facet::code).collect();
    assert_eq!(facets, ["name", "kana", "person", "phone", "mail", "tag", "note"]);
}

#[test]
fn exact_leads_then_prefix_then_word_then_inside() {
    let book = book(&[
        named(4, "wakame"),
        named(3, "hotel kame"),
        named(2, "kameya"),
        named(1, "kame"),
        named(5, "kame bar"),
    ]);
    assert_eq!(ids(&book, "kame"), [1, 5, 2, 3, 4]);
}

#[test]
fn how_it_matched_counts_before_where() {
    let book = book(&[
        named(2, "大田中央"),
        Source { people: person("田中", ""), ..named(1, "丸一") },
        Source { notes: texts(&["田中"]), ..named(3, "丸二") },
    ]);
    assert_eq!(ids(&book, "田中"), [1, 2, 3]);
}

#[test]
fn equals_come_by_next_step_then_by_last_contact_then_by_name() {
    let at = |n, next_at, last_at, name: &str| Source { next_at, last_at, ..named(n, name) };
    let book = book(&[
        at(6, None, None, "kame b"),
        at(5, None, None, "kame a"),
        at(4, None, Some(1), "kame c"),
        at(3, None, Some(9), "kame d"),
        at(2, Some(20), None, "kame e"),
        at(1, Some(10), None, "kame f"),
    ]);
    assert_eq!(ids(&book, "kame"), [1, 2, 3, 4, 5, 6]);
    assert_eq!(ids(&book, ""), [1, 2, 3, 4, 5, 6]);
}

#[test]
fn a_number_in_pieces_finds_the_number_before_its_pieces() {
    let book = book(&[
        Source { numbers: number("1234-090-5678"), next_at: Some(1), ..named(2, "b") },
        Source { numbers: number("090-1234-5678"), ..named(1, "a") },
    ]);
    assert_eq!(ids(&book, "090 1234 5678"), [1, 2]);
}

#[test]
fn filters_narrow_and_half_typed_ones_do_not() {
    let book = book(&[
        Source {
            rank: "A".into(),
            kind: "company".into(),
            lifecycle: "prospect".into(),
            tags: texts(&["展示会"]),
            stages: texts(&["quote"]),
            next_at: Some(120),
            owner: Some(id(9)),
            ..named(1, "one")
        },
        Source {
            rank: "B".into(),
            kind: "person".into(),
            next_at: Some(60),
            blocked_until: Some(1_000),
            ..named(2, "two")
        },
        Source { rank: "C".into(), next_at: Some(400), numbers: number("03-1234-5678"), ..named(3, "three") },
        Source {
            places: texts(&["大阪"]),
            notes: texts(&["展示会で会った"]),
            next_at: Some(9),
            kana: "ヨン".into(),
            ..named(4, "four")
        },
        Source { mails: texts(&["five@a.example"]), codes: texts(&["C5"]), ..named(5, "five") },
    ]);
    for (line, who) in [
        ("rank:A", &[1][..]),
        ("rank:a,b", &[2, 1]),
        ("rank:", &[4, 2, 1, 3, 5]),
        ("ran", &[]),
        ("kind:person", &[2]),
        ("種別:法人", &[1]),
        ("life:prospect", &[1]),
        ("tag:展示会", &[1]),
        ("tag:展", &[1]),
        ("-tag:展示会", &[4, 2, 3, 5]),
        ("note:展示会", &[4]),
        ("stage:quote", &[1]),
        ("phone:1234", &[3]),
        ("phone:+81 ", &[3]),
        ("city:大阪", &[4]),
        ("mail:a.example", &[5]),
        ("due:today", &[2, 1]),
        ("due:overdue", &[4, 2]),
        ("due:week", &[2, 1, 3]),
        ("due:none", &[5]),
        ("blocked:yes", &[2]),
        ("blocked:no", &[4, 1, 3, 5]),
        ("name:o", &[1, 2, 4]),
        ("kana:yon", &[4]),
        ("読み:よん", &[4]),
        ("code:c5", &[5]),
        ("rank:A two", &[]),
        ("due:today tw", &[2]),
        ("展示会", &[1, 4]),
        ("展示会 -one", &[4]),
        ("t -two", &[3]),
    ] {
        let mut found = ids(&book, line);
        if line == "name:o" {
            found.sort_unstable();
        }
        assert_eq!(found, who, "{line}");
    }
}

#[test]
fn the_reason_is_told_where_the_name_does_not_show_it() {
    let book = shelf();
    let first = |line| {
        let hit = find(&book, line).hits.swap_remove(0);
        (hit.matched, hit.excerpt)
    };
    assert_eq!(first("田中"), (Some(Facet::Name), String::new()));
    assert_eq!(first("見積"), (Some(Facet::Note), "来週 見積もりを送る".into()));
    assert_eq!(first("tanaka"), (Some(Facet::Kana), "tanakaseisakusho".into()));
    assert_eq!(first("渡辺 見積"), (Some(Facet::Note), "来週 見積もりを送る".into()));
    assert_eq!(first(""), (None, String::new()));
}

#[test]
fn the_total_counts_all_and_the_list_stops_at_its_limit() {
    let book = book(&(0..200).map(|n| named(n, "kame")).collect::<Vec<_>>());
    let found = book.find(&Query::parse("ka"), &MOMENTS, 7);
    assert_eq!((found.hits.len(), found.total), (7, 200));
    assert_eq!(book.find(&Query::parse("ka"), &MOMENTS, 0).total, 200);
}
