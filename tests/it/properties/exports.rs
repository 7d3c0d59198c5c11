//! What leaves comes back: JSON Lines the whole book, tables every field they can carry.

use std::fs;

use chrono::FixedOffset;
use proptest::prelude::*;
use salesdesk::domain::agenda::Whose;
use salesdesk::domain::contact_point::{self, ContactPoint};
use salesdesk::domain::customer::{self, Customer};
use salesdesk::domain::dossier::Dossier;
use salesdesk::domain::person::Person;
use salesdesk::domain::tag::Tag;
use salesdesk::domain::typed;
use salesdesk::domain::{Change, Deed, Field, Id, Kind, Noun, Record, Value, Write};
use salesdesk::exchange::bring_in::open::Reading;
use salesdesk::exchange::bring_in::{How, Watch, run};
use salesdesk::exchange::map::headers::As;
use salesdesk::exchange::write::column::Desk as Place;
use salesdesk::exchange::write::csv::Sheet;
use salesdesk::exchange::write::export::{Format, Job, fill, to_file};
use salesdesk::exchange::write::lost::carried;
use salesdesk::exchange::write::source::Who;
use salesdesk::exchange::write::subject::About;
use salesdesk::exchange::write::table::Choice;

use crate::support::{Book, NOW};

fn job(format: Format, about: About, japanese: bool) -> Job {
    Job {
        who: Who::Everybody,
        may: None,
        about: vec![about],
        choice: Choice::Filled,
        format,
        japanese,
        place: Place { offset: FixedOffset::east_opt(9 * 3600).unwrap(), currency: "JPY".into(), now: NOW },
        whose: Whose::Everyones,
        what: String::new(),
    }
}

fn watch(progress: &mut dyn FnMut(u64, u64)) -> Watch<'_> {
    Watch { progress, stop: &|| false }
}

impl Book {
    fn leaves(&self, job: &Job) -> Vec<u8> {
        let mut out = Vec::new();
        fill(&self.desk, job, &mut out, &mut watch(&mut |_, _| {})).unwrap();
        out
    }

    fn takes(&mut self, name: &str, bytes: &[u8], about: As) -> u64 {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let how = How { reading: Reading { about: Some(about), ..Reading::default() }, ..How::default() };
        let outcome = run(&mut self.desk, &path, &how, NOW, &mut watch(&mut |_, _| {})).unwrap();
        assert_eq!(outcome.plan.counts.rejected, 0, "{:?}", outcome.plan.rows);
        outcome.plan.counts.added
    }

    fn writes(&mut self, writes: Vec<Write>) {
        self.desk.commit(&Change { writes, ..Change::new(Deed::Import, "test") }, NOW).unwrap();
    }

    fn everybody(&self) -> Vec<Dossier> {
        let ids = self.desk.customers_after(None, 1_000).unwrap();
        ids.into_iter().map(|id| self.desk.dossier(id).unwrap().unwrap()).collect()
    }
}

/// Texts that programs stumble over.
const NAUGHTY: &[&str] = &[
    "=cmd|'/C calc'!A0",
    "'quoted",
    "a,b;c\td",
    "\"",
    "\\n",
    "𠮷野家",
    "👨‍👩‍👧",
    "ﾔﾏﾀﾞ",
    "〜—",
    "line\nline",
    "e\u{301}",
    "🇯🇵",
    "+81 3",
    "-1",
    "@x",
    "NULL",
    "0",
    "null",
    "{}",
    "<b>",
    " ::: ",
    "* x",
];

fn any_value(kind: Kind) -> BoxedStrategy<Value> {
    match kind {
        Kind::Flag => Just(Value::Int(1)).boxed(),
        kind if kind.is_number() => any::<i64>().prop_map(Value::Int).boxed(),
        Kind::Ref => any::<[u8; 16]>().prop_map(Value::Ref).boxed(),
        _ => prop_oneof![prop::sample::select(NAUGHTY).prop_map(str::to_owned), "\\PC{1,20}"]
            .prop_map(Value::Text)
            .boxed(),
    }
}

fn any_record(noun: Noun) -> impl Strategy<Value = Write> {
    let one =
        |field: &'static Field| prop::option::of(any_value(field.kind).prop_map(|value| (field.code, value)));
    let fields: Vec<_> = noun.fields().iter().map(one).collect();
    (any::<[u8; 16]>(), fields).prop_map(move |(id, fields)| Write {
        noun,
        id: Id::from_bytes(id),
        new: true,
        fields: fields.into_iter().flatten().collect(),
    })
}

/// A value that a form would take for a field and keep as it is.
fn typed_value(noun: Noun, field: &'static Field) -> BoxedStrategy<Value> {
    use customer::field as f;
    let words = prop_oneof![
        prop::sample::select(NAUGHTY).prop_map(|text| text.replace(['\n', '\t'], " ")),
        "[a-z髙橋ａ、。]{1,12}".prop_map(|text| text)
    ];
    let text = match field.kind {
        Kind::Flag => return Just(Value::Int(1)).boxed(),
        Kind::Money => return (0_i64..9_000_000_000).prop_map(Value::Int).boxed(),
        Kind::Moment => return (0_i64..4_000_000_000).prop_map(|s| Value::Int(s * 1_000)).boxed(),
        Kind::Int if noun == Noun::Customer && field.code == f::fiscal_month => {
            return (1_i64..=12).prop_map(Value::Int).boxed();
        }
        Kind::Int if noun == Noun::Customer && field.code == f::founded_year => {
            return (1_800_i64..2_030).prop_map(Value::Int).boxed();
        }
        Kind::Int => return (0_i64..1_000_000).prop_map(Value::Int).boxed(),
        Kind::Date => {
            prop::sample::select(vec!["1985-04-01", "2026", "2026-11"]).prop_map(str::to_owned).boxed()
        }
        Kind::Kana => "[ァ-ヴ]{1,8}".boxed(),
        Kind::Choice => {
            let codes = typed::choices(noun, field.name).to_vec();
            if codes.is_empty() {
                "[a-z]{1,8}".boxed()
            } else {
                prop::sample::select(codes).prop_map(str::to_owned).boxed()
            }
        }
        Kind::Long => (words.clone(), words).prop_map(|(one, two)| format!("{one}\n{two}")).boxed(),
        _ if field.name == "currency" => Just("JPY".to_owned()).boxed(),
        // Names of countries become their codes.
        _ if field.name == "country" => {
            prop::sample::select(vec!["JP", "US"]).prop_map(str::to_owned).boxed()
        }
        _ if field.name == "postal_code" => "[0-9]{3}-[0-9]{4}".boxed(),
        _ if matches!(field.name, "code" | "corporate_number" | "zone") => "[a-z]{3,8}".boxed(),
        _ => words.boxed(),
    };
    text.prop_map(|text| Value::Text(text.trim().to_owned())).boxed()
}

fn filled<R: Record + std::fmt::Debug>() -> impl Strategy<Value = R> {
    let takes =
        |field: &&'static Field| field.code != 0 && field.kind != Kind::Ref && carried(R::NOUN, field.name);
    let one = |field: &'static Field| {
        prop::option::of(typed_value(R::NOUN, field)).prop_map(move |value| (field.code, value))
    };
    let fields: Vec<_> = R::FIELDS.iter().filter(takes).map(one).collect();
    fields.prop_map(|fields| {
        let mut record = R::default();
        fields
            .into_iter()
            .filter_map(|(code, value)| Some((code, value?)))
            .for_each(|(code, value)| record.put(code, value));
        record
    })
}

/// A customer with a person, numbers of every kind and tags; `at` makes it unlike all others.
fn somebody(at: i64) -> impl Strategy<Value = Dossier> {
    let points = prop::collection::vec((prop::sample::select(contact_point::KINDS), any::<bool>()), 0..7);
    (filled::<Customer>(), filled::<Person>(), points).prop_map(move |(mut customer, mut person, points)| {
        customer.id = Id::mint(at);
        customer.name = format!("会社{at}");
        customer.code = format!("code{at}");
        customer.corporate_number = format!("number{at}");
        if customer.kind.is_empty() {
            customer.kind = "company".into();
        }
        person.id = Id::mint(at);
        person.customer = Some(customer.id);
        person.family = format!("姓{at}");
        let points = (0..).zip(points).map(|(nth, (kind, own))| {
            let raw = match kind {
                "phone" | "mobile" | "fax" => format!("03-{:04}-{:04}", at % 10_000, nth),
                "mail" => format!("x{at}.{nth}@tanaka.example"),
                _ => format!("https://example.com/{at}/{nth}"),
            };
            ContactPoint {
                id: Id::mint(at),
                customer: Some(customer.id),
                person: own.then_some(person.id),
                position: Some(nth),
                ..contact_point::typed(kind, &raw, "JP")
            }
        });
        let mut dossier = Dossier::default();
        dossier.page.contact_points = points.collect();
        dossier.page.tags = vec![Tag::on(customer.id, "展示会"), Tag::on(customer.id, "=x")];
        dossier.page.people = vec![person];
        dossier.page.customer = customer;
        dossier
    })
}

fn writes(dossier: &Dossier) -> Vec<Write> {
    let page = &dossier.page;
    let mut writes = vec![Write::adding(&page.customer)];
    writes.extend(page.people.iter().map(Write::adding));
    writes.extend(page.contact_points.iter().map(Write::adding));
    writes.extend(page.tags.iter().map(Tag::put_on));
    writes
}

/// The fields that a table carries, of a record.
fn kept<R: Record>(record: &R) -> Vec<(&'static str, Value)> {
    let fields = R::FIELDS.iter().filter(|field| field.kind != Kind::Ref && carried(R::NOUN, field.name));
    fields.map(|field| (field.name, record.get(field.code))).collect()
}

/// The contact points by kind, in their order there; whether they reach the person alone beside them.
fn reached(dossier: &Dossier) -> Vec<(String, bool, String, String)> {
    let mut points: Vec<_> = dossier.page.contact_points.iter().collect();
    points.sort_by_key(|point| (point.kind.clone(), point.person.is_some(), point.position));
    let one = |point: &ContactPoint| {
        (point.kind.clone(), point.person.is_some(), point.raw.clone(), point.normal.clone())
    };
    points.into_iter().map(one).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn json_lines_of_any_book_come_back_to_the_letter(
        records in prop::collection::vec(prop::sample::select(Noun::ALL).prop_flat_map(any_record), 1..40)
    ) {
        let mut book = Book::new();
        book.writes(records);
        let job = job(Format::Book, About::Customers, false);
        let whole = book.leaves(&job);
        let mut other = Book::new();
        other.takes("book.jsonl", &whole, As::Customers);
        prop_assert_eq!(
            String::from_utf8(other.leaves(&job)).unwrap(),
            String::from_utf8(whole).unwrap()
        );
    }

    #[test]
    fn a_table_of_customers_brings_back_every_field_it_can_carry(
        first in somebody(1_700_000_000_001), second in somebody(1_700_000_000_002), japanese: bool
    ) {
        let mut book = Book::new();
        for dossier in [&first, &second] {
            book.writes(writes(dossier));
        }
        let job = job(Format::Text(Sheet::default()), About::Customers, japanese);
        let table = book.leaves(&job);
        let mut other = Book::new();
        prop_assert_eq!(other.takes("customers.csv", &table, As::Customers), 2);
        let text = String::from_utf8_lossy(&table).into_owned();
        for (was, came) in book.everybody().iter().zip(other.everybody()) {
            prop_assert_eq!(kept(&was.page.customer), kept(&came.page.customer), "{}", text);
            prop_assert_eq!(kept(&was.page.people[0]), kept(&came.page.people[0]), "{}", text);
            prop_assert_eq!(reached(was), reached(&came), "{}", text);
            let tags = |dossier: &Dossier| dossier.page.tags.iter().map(|tag| tag.name.clone()).collect::<Vec<_>>();
            prop_assert_eq!(tags(was), tags(&came));
        }
        let again = other.leaves(&job);
        prop_assert_eq!(String::from_utf8_lossy(&again), text);
    }
}

#[test]
fn an_export_that_is_stopped_leaves_no_file_and_no_note() {
    let mut book = Book::new();
    book.add("Acme");
    let folder = tempfile::tempdir().unwrap();
    for format in [Format::Text(Sheet::default()), Format::Workbook, Format::Book, Format::Calendar] {
        let mut stopped = Watch { progress: &mut |_, _| {}, stop: &|| true };
        let job = job(format, About::Customers, false);
        let path = folder.path().join("a");
        assert!(to_file(&book.desk, &job, &path, false, &mut stopped).is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "{}", format.name());
    }
    assert!(book.desk.exports(9).unwrap().is_empty());
}

#[test]
fn everybody_at_a_company_has_a_row_and_comes_back() {
    let people = "会社名,姓,名,姓フリガナ,携帯電話,担当者メールアドレス,電話番号\n\
        アクメ,田中,一郎,タナカ,090-1234-5678,t@acme.example,03-1111-2222\n\
        アクメ,鈴木,花,スズキ,,s@acme.example,03-1111-2222\n";
    let mut book = Book::new();
    book.takes("people.csv", people.as_bytes(), As::People);
    let job = job(Format::Text(Sheet::default()), About::People, true);
    let table = String::from_utf8(book.leaves(&job)).unwrap();
    assert!(table.contains("田中") && table.contains("鈴木"), "{table}");
    let mut other = Book::new();
    other.takes("again.csv", table.as_bytes(), As::People);
    assert_eq!(String::from_utf8(other.leaves(&job)).unwrap(), table);
    let page = &other.everybody()[0].page;
    assert_eq!((page.people.len(), page.contact_points.len()), (2, 4));
}
