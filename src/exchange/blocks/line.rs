//! One line of such a file: what its columns say of whom, why, until when and over which channel.

use super::{How, Target};
use crate::domain::block::{self, Block};
use crate::domain::plan::Refusal;
use crate::domain::{Noun, mail, typed, when};
use crate::exchange::read::cell::{folded, plain};
use crate::exchange::read::phone;

/// What a column says, and the words people put above it.
#[rustfmt::skip]
const COLUMNS: [(Column, &[&str]); 5] = [
    (Column::Address, &["phone", "number", "phone number", "tel", "telephone", "address", "mail", "email",
        "電話番号", "電話", "番号", "連絡先", "メール", "メールアドレス"]),
    (Column::Customer, &["customer", "code", "customer code", "customer id", "顧客", "顧客コード", "コード", "顧客番号"]),
    (Column::Reason, &["reason", "why", "note", "理由", "備考"]),
    (Column::Until, &["until", "期限", "終了日"]),
    (Column::Channel, &["channel", "手段", "チャネル"]),
];

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Address,
    Customer,
    Reason,
    Until,
    Channel,
}

/// What a column under that word says; nothing for a word nobody knows.
pub(super) fn column(word: &str) -> Option<Column> {
    let word = folded(word);
    let known = |(_, words): &&(Column, &[&str])| words.iter().any(|known| folded(known) == word);
    COLUMNS.iter().find(known).map(|(column, _)| *column)
}

/// What a row says, but for the customer it names.
pub(super) fn read<'a>(how: &How, cell: &dyn Fn(Column) -> &'a str) -> Result<(Target, Block), Refusal> {
    let (number, customer) = (cell(Column::Address), cell(Column::Customer));
    let unknown = || Refusal::NotANumber { text: number.to_owned() };
    let address = match number {
        "" if customer.is_empty() => return Err(Refusal::Nameless),
        "" => String::new(),
        number => address(number, &how.region).ok_or_else(unknown)?,
    };
    let channel = match cell(Column::Channel) {
        "" => how.channel.clone().or_else(|| (!how.lift).then(|| usual_channel(&address).to_owned())),
        word => Some(channel(word)?),
    };
    let until = match cell(Column::Until) {
        "" => how.until,
        _ if how.lift => None,
        text => Some(until(text, how)?),
    };
    let reason = Some(cell(Column::Reason)).filter(|reason| !reason.is_empty()).unwrap_or(&how.reason);
    if typed::card_number(reason) {
        return Err(Refusal::CardNumber { column: "reason".to_owned() });
    }
    let block = Block { reason: typed::clean_line(reason).into_owned(), until, ..Block::default() };
    Ok((Target { customer: None, person: None, address, channel }, block))
}

/// The number or mail address that was written, in normal form; nothing where it is neither.
#[must_use]
pub fn address(text: &str, region: &str) -> Option<String> {
    let text = text.trim();
    if block::suppression(text).is_some() {
        return Some(text.to_owned());
    }
    phone::read(text, region).e164.or_else(|| mail::normal(text))
}

/// The channel of a block on that address, unless told.
#[must_use]
pub fn usual_channel(address: &str) -> &'static str {
    if address.contains('@') { "mail" } else { "call" }
}

fn channel(word: &str) -> Result<String, Refusal> {
    let unknown = || Refusal::NoChannel { text: word.to_owned() };
    let word = plain(word).to_lowercase();
    if matches!(word.as_str(), "all" | "すべて" | "全て") {
        return Ok(String::new());
    }
    let known = typed::choices(Noun::Block, "channel");
    let exact = known.iter().find(|code| **code == word).copied();
    let said = if word == "電話" { Some("call") } else { None };
    let code = exact.or(said).or_else(|| typed::meant(&word).find(|code| known.contains(code)));
    code.map(str::to_owned).ok_or_else(unknown)
}

/// When a block ends, as a time to come or a day.
fn until(text: &str, how: &How) -> Result<i64, Refusal> {
    let unknown = || Refusal::NoTime { text: text.to_owned() };
    let read = when::read(text, how.now, &how.habits).ok().map(|when| when.at);
    let day = || {
        let day: chrono::NaiveDate = typed::date(text)?.parse().ok()?;
        day.and_time(how.habits.callback).and_local_timezone(*how.now.offset()).single()
    };
    let at = read.or_else(day).filter(|at| *at > how.now).ok_or_else(unknown)?;
    Ok(at.timestamp_millis())
}
