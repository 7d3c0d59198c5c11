//! A customer's page as text: who, how to reach them, what is next, what was.

use crate::cli::deal::credit_words;
use crate::cli::out::{self, Table};
use crate::cli::session::Session;
use crate::domain::activity::Activity;
use crate::domain::consent;
use crate::domain::customer::{Customer, field};
use crate::domain::deal::Deal;
use crate::domain::inquiry::Inquiry;
use crate::domain::next_step::NextStep;
use crate::domain::organisation::{Place, tree};
use crate::domain::page::Page;
use crate::domain::pipeline::Pipelines;
use crate::domain::purchase::Purchase;
use crate::domain::quantity;
use crate::domain::record::GONE;
use crate::domain::{Field, Id, Kind, Noun, Record, Value, amount};
use crate::i18n::{Text, block, field as names, format, label};
use crate::store::Desk;

/// Purchases on a screen of text; JSON has them all.
const PURCHASES: usize = 10;

/// Prints the page.
pub(super) fn print(session: &Session, desk: &Desk, page: &Page) -> anyhow::Result<()> {
    let customer = &page.customer;
    let parts = [customer.name.as_str(), &customer.kana, &customer.rank];
    let title: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    out::say(&title.join("  "))?;
    let mut facts = Table::default();
    for one in page.blocks.iter().filter(|block| block.stands(session.ms())) {
        let says = block::says(one, Some(page), session.now, session.lang);
        let source = block::source(one, page, session.now, session.lang);
        facts.row([label::noun(Noun::Block, session.lang), &joined(&[says.as_str(), &source])]);
    }
    for one in page.open_inquiries() {
        facts.row([label::noun(Noun::Inquiry, session.lang), &inquiry(session, one)]);
    }
    for channel in consent::CHANNELS {
        if let Some(said) = page.consent(None, channel) {
            let [channel, state] =
                [channel, said.state.as_str()].map(|code| label::choice(code, session.lang));
            facts.row([
                label::noun(Noun::Consent, session.lang),
                &joined(&[channel, state, said.day(), &said.source]),
            ]);
        }
    }
    contact_points(session, page, &mut facts);
    people(session, page, &mut facts);
    fields(session, desk, customer, &mut facts)?;
    let tags: Vec<_> = page.tags.iter().map(|tag| label::tag(&tag.name, session.lang)).collect();
    if !tags.is_empty() {
        facts.row([label::noun(Noun::Tag, session.lang), &tags.join(" ")]);
    }
    for step in page.next_steps.iter().filter(|step| step.open()) {
        facts.row([label::noun(Noun::NextStep, session.lang), &next_step(session, step)]);
    }
    for one in &page.deals {
        facts.row([label::noun(Noun::Deal, session.lang), &deal(session, &page.pipelines, one)]);
    }
    let today = session.now.date_naive().to_string();
    for one in &page.subscriptions {
        let words = format::subscription(one, &today, session.lang);
        facts.row([
            label::noun(Noun::Subscription, session.lang),
            &joined(&words.each_ref().map(String::as_str)),
        ]);
    }
    if let Some(words) = credit_words(session, page) {
        facts.row([Text::Credit.words(session.lang), &words]);
    }
    let worth = format::worth(page, session.lang);
    for words in &worth {
        facts.row([Text::SectionWorth.words(session.lang), words]);
    }
    if !worth.is_empty() {
        facts.row(["", Text::WorthFormula.words(session.lang)]);
    }
    for one in page.purchases.iter().take(PURCHASES) {
        facts.row([label::noun(Noun::Purchase, session.lang), &purchase(session, one)]);
    }
    for one in page.own_of(customer.id) {
        facts.row([&one.field.name, &one.value.raw]);
    }
    for one in page.own.iter().filter(|one| one.value.record != Some(customer.id)) {
        let noun = Noun::ALL.iter().find(|noun| noun.table() == one.field.of);
        let of = noun.map(|noun| format!("({})", label::noun(*noun, session.lang)));
        facts.row([&one.field.name, &joined(&[&one.value.raw, &of.unwrap_or_default()])]);
    }
    if !page.answers.is_empty() {
        for question in session.stored(desk.surveys())?.iter().flat_map(|survey| &survey.questions) {
            if let Some(answer) = page.answers.iter().find(|answer| answer.question == Some(question.id)) {
                facts.row([&question.words, &label::answer(answer, session.lang)]);
            }
        }
    }
    facts.row(["id", &customer.id.to_string()]);
    facts.print()?;
    activities(session, desk, page)
}

fn contact_points(session: &Session, page: &Page, facts: &mut Table) {
    for point in &page.contact_points {
        let state = label::choice(&point.state, session.lang);
        let words = [point.raw.as_str(), &point.label, &point.note, state];
        facts.row([label::choice(&point.kind, session.lang), &joined(&words)]);
    }
}

fn people(session: &Session, page: &Page, facts: &mut Table) {
    for Place { person, depth, cut } in tree(&page.people) {
        let role = label::choice(&person.role, session.lang);
        let name = format!("{}{}", "- ".repeat(depth.min(9)), person.name());
        let circle = if cut { Text::ReportsInCircle.words(session.lang) } else { "" };
        let words = [&name, &person.kana(), &person.department, &person.job_title, role, circle];
        facts.row([label::noun(Noun::Person, session.lang), &joined(&words)]);
    }
}

/// The fields that are filled in, but those the title shows.
fn fields(session: &Session, desk: &Desk, customer: &Customer, facts: &mut Table) -> anyhow::Result<()> {
    const TITLE: [u16; 4] = [GONE, field::name, field::kana, field::rank];
    for known in Customer::FIELDS.iter().filter(|known| !TITLE.contains(&known.code)) {
        let words = match customer.get(known.code) {
            Value::Ref(id) => session.stored(named(desk, Id::from_bytes(id)))?,
            value => shown(session, known, &value, &customer.currency),
        };
        if !words.is_empty() {
            facts.row([names::label(Noun::Customer, known.name, session.lang), &words]);
        }
    }
    Ok(())
}

/// The name of whoever a field names: a rep, or another customer.
pub(in crate::cli) fn named(desk: &Desk, id: Id) -> crate::store::Result<String> {
    let rep = desk.rep_name(Some(id))?;
    Ok(if rep.is_empty() { desk.line(id)?.map(|line| line.name).unwrap_or_default() } else { rep })
}

/// A field's value as people read it; references stay out.
pub(in crate::cli) fn shown(session: &Session, field: &Field, value: &Value, currency: &str) -> String {
    match (field.kind, value) {
        (Kind::Moment, Value::Int(ms)) => session.moment(*ms),
        (Kind::Money, Value::Int(minor)) => {
            amount::show(*minor, if currency.is_empty() { &session.config.currency } else { currency })
        }
        (Kind::Flag, Value::Int(1)) => "+".to_owned(),
        (Kind::Choice, Value::Text(code)) => label::choice(code, session.lang).to_owned(),
        (_, Value::Int(number)) => number.to_string(),
        (_, Value::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// A next step in a line.
fn next_step(session: &Session, step: &NextStep) -> String {
    let due = step.due_at.map(|due| session.moment(due)).unwrap_or_default();
    joined(&[&due, label::choice(&step.kind, session.lang), &step.text])
}

/// An inquiry in a line.
fn inquiry(session: &Session, inquiry: &Inquiry) -> String {
    let days = Text::DaysOld.fill(session.lang, &[("n", &inquiry.days(session.ms()).to_string())]);
    let complaint = if inquiry.complaint { Text::ComplaintMark.words(session.lang) } else { "" };
    let [kind, status] = [&inquiry.kind, &inquiry.status].map(|code| label::choice(code, session.lang));
    joined(&[complaint, kind, status, &days, inquiry.text.lines().next().unwrap_or_default()])
}

/// A line of what was bought.
fn purchase(session: &Session, purchase: &Purchase) -> String {
    let at = purchase.at.map(|at| session.moment(at)).unwrap_or_default();
    let total = purchase.total().map(|minor| amount::show(minor, &purchase.currency)).unwrap_or_default();
    let many = purchase.quantity.map(quantity::written).unwrap_or_default();
    joined(&[&at, &purchase.product, &many, &total, &purchase.number])
}

/// A deal in a line.
pub(in crate::cli) fn deal(session: &Session, pipelines: &Pipelines, deal: &Deal) -> String {
    let amount = deal.amount.map(|minor| amount::show(minor, &deal.currency)).unwrap_or_default();
    let chance = format!("{}%", pipelines.chance(deal));
    let stage = label::stage(pipelines, deal, session.lang);
    let reason = label::choice(&deal.lost_reason, session.lang);
    joined(&[&deal.title, &amount, stage, &chance, &deal.close_on, reason])
}

fn activities(session: &Session, desk: &Desk, page: &Page) -> anyhow::Result<()> {
    let outcomes = session.stored(desk.outcomes())?;
    let mut table = Table::default();
    for activity in &page.activities {
        let known = outcomes.iter().find(|outcome| outcome.code == activity.outcome);
        let outcome = known.map_or(activity.outcome.as_str(), |known| label::outcome(known, session.lang));
        let at = activity.at.map(|at| session.moment(at)).unwrap_or_default();
        let rep = session.stored(desk.rep_name(activity.rep))?;
        let kind = label::choice(&activity.kind, session.lang);
        table.row([&at, kind, outcome, &rep, &words(activity)]);
    }
    if !page.activities.is_empty() {
        out::say("")?;
    }
    table.print()
}

fn words(activity: &Activity) -> String {
    joined(&[&activity.subject, &activity.note])
}

fn joined(parts: &[&str]) -> String {
    let filled: Vec<&str> = parts.iter().copied().filter(|part| !part.trim().is_empty()).collect();
    filled.join("  ")
}
