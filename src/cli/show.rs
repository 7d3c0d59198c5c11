//! `salesdesk show`: all that is known of one customer.

use clap::Args;
use serde_json::{Map, Value as Json, json};

use super::json::Writer;
use super::out;
use super::report::amounts;
use super::session::Session;
use crate::domain::erasure::Erasure;
use crate::domain::page::{Own, Page};
use crate::domain::worth::Rfm;
use crate::i18n::Text;
use crate::store::Desk;

mod text;

pub(super) use text::{deal as deal_line, named, shown};

/// Show everything known of a customer
#[derive(Args, Debug)]
pub(super) struct Show {
    /// An id, the beginning of one, a code, or system:id
    customer: String,
    /// At most so many activities
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// Activities on a screen of text; JSON has them all.
const ON_SCREEN: usize = 20;

impl Show {
    pub(super) fn run(&self, session: &Session) -> anyhow::Result<()> {
        let desk = session.desk()?;
        if let Some(erasure) = session.erasure(&desk, &self.customer)? {
            return erased(session, &erasure);
        }
        let all = if session.json { 1_000_000 } else { ON_SCREEN };
        let mut page = session.page(&desk, &self.customer, self.limit.unwrap_or(all))?;
        if let Some(worth) = &page.worth {
            page.rfm = session.stored(desk.marks())?.of(worth);
        }
        if session.json {
            out::json(&json(session, &desk, &page)?)
        } else {
            text::print(session, &desk, &page)
        }
    }
}

/// Of somebody erased, that and when.
fn erased(session: &Session, erasure: &Erasure) -> anyhow::Result<()> {
    if session.json {
        let at = erasure.at.map(|at| super::json::rfc3339(at, *session.now.offset()));
        let id = erasure.customer.map(|id| id.to_string());
        return out::json(&json!({ "id": id, "erased": true, "erased_at": at }));
    }
    let day = erasure.at.map(|at| session.moment(at)).unwrap_or_default();
    out::say(&Text::ErasedOn.fill(session.lang, &[("day", &day)]))
}

fn json(session: &Session, desk: &Desk, page: &Page) -> anyhow::Result<Json> {
    let writer = Writer::new(session, desk);
    let mut map = writer.record(&page.customer)?;
    let line = session.stored(desk.line(page.customer.id))?;
    map.insert("next_at".into(), writer.moment(line.as_ref().and_then(|line| line.next_at)));
    map.insert("last_at".into(), writer.moment(line.as_ref().and_then(|line| line.last_at)));
    map.insert("blocked".into(), json!(page.blocked(session.ms()).is_some()));
    map.insert("people".into(), people(&writer, page)?);
    map.insert("contact_points".into(), writer.records(&page.contact_points)?);
    map.insert("activities".into(), writer.records(&page.activities)?);
    map.insert("activity_count".into(), json!(page.activity_count));
    map.insert("next_steps".into(), writer.records(&page.next_steps)?);
    map.insert("deals".into(), writer.records(&page.deals)?);
    map.insert("subscriptions".into(), writer.records(&page.subscriptions)?);
    map.insert("worth".into(), worth(page));
    map.insert("credit".into(), super::deal::credit_json(session, page));
    map.insert("purchases".into(), writer.records(&page.purchases)?);
    map.insert("purchase_count".into(), json!(page.purchase_count));
    map.insert("own".into(), page.own.iter().map(own).collect());
    map.insert("answers".into(), answers(session, desk, page)?);
    map.insert("tags".into(), page.tags.iter().map(|tag| json!(tag.name)).collect());
    map.insert("inquiries".into(), writer.records(&page.inquiries)?);
    map.insert("inquiry_steps".into(), writer.records(&page.inquiry_steps)?);
    map.insert("consents".into(), writer.records(&page.consents)?);
    map.insert("blocks".into(), writer.records(&page.blocks)?);
    map.insert("external_ids".into(), writer.records(&page.external_ids)?);
    Ok(Json::Object(map))
}

/// What purchases come to; null where there is none.
fn worth(page: &Page) -> Json {
    let Some(worth) = &page.worth else { return Json::Null };
    let mut map = Map::new();
    map.extend(amounts("net", &worth.net));
    map.extend(amounts("gross", &worth.gross));
    map.extend(amounts("profit", &page.margin.profit));
    map.extend(amounts("average", &worth.average().unwrap_or_default()));
    map.extend(amounts("ltv", &worth.ltv()));
    let day = |day: Option<chrono::NaiveDate>| json!(day.map(|day| day.to_string()));
    map.insert("lines".into(), json!(worth.lines));
    map.insert("lines_without_cost".into(), json!(page.margin.without_cost));
    map.insert("orders".into(), json!(worth.orders));
    map.insert("returns".into(), json!(worth.returns));
    map.insert("first".into(), day(worth.first));
    map.insert("last".into(), day(worth.last));
    map.insert("interval_days".into(), json!(worth.interval()));
    map.insert("expected".into(), day(worth.expected()));
    map.insert("rfm".into(), json!(page.rfm.map(Rfm::number)));
    Json::Object(map)
}

/// A value in a field of the desk's own, with whose it is.
fn own(own: &Own) -> Json {
    json!({
        "record": own.value.record.map(|id| id.to_string()),
        "of": own.field.of,
        "field": own.field.name,
        "kind": own.field.kind,
        "value": own.value.raw,
        "normal": own.value.normal,
    })
}

/// Answers with what was asked.
fn answers(session: &Session, desk: &Desk, page: &Page) -> anyhow::Result<Json> {
    let surveys = if page.answers.is_empty() { Vec::new() } else { session.stored(desk.surveys())? };
    let questions: Vec<_> = surveys.into_iter().flat_map(|survey| survey.questions).collect();
    let writer = Writer::new(session, desk);
    let each = page.answers.iter().map(|answer| {
        let mut map = writer.record(answer)?;
        let question = questions.iter().find(|question| Some(question.id) == answer.question);
        map.insert("survey".into(), json!(question.map(|question| &question.survey)));
        map.insert("code".into(), json!(question.map(|question| &question.code)));
        Ok(Json::Object(map))
    });
    Ok(Json::Array(each.collect::<anyhow::Result<_>>()?))
}

/// People with their names in one piece beside the parts.
fn people(writer: &Writer<'_>, page: &Page) -> anyhow::Result<Json> {
    let mut all = Vec::with_capacity(page.people.len());
    for person in &page.people {
        let mut map: Map<String, Json> = writer.record(person)?;
        map.insert("name".into(), json!(person.name()));
        map.insert("kana".into(), json!(person.kana()));
        all.push(Json::Object(map));
    }
    Ok(Json::Array(all))
}
