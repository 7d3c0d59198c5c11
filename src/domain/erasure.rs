//! The erasure: somebody asked to be forgotten. Grow-only: it is never taken back.
//!
//! Here is the table of what stays of each noun, so that totals and blocks hold; everything else
//! goes. Where it goes from is `store`'s.

use super::record::{GONE, record};
use super::{
    Id, Noun, Value, activity, answer, attendance, block, deal, deal_line, inquiry, inquiry_step, purchase,
    subscription,
};

record! {
    /// That a customer was erased. Its id is the hash of theirs, so two desks erase once.
    Erasure in field {
        /// Whose data went.
        1 customer: Ref,
        /// When it was asked for.
        2 at: Moment,
        /// Who did it.
        3 rep: Ref,
        /// Why: a word or two, and nothing about them.
        4 reason: Text,
    }
}

/// The id of a customer's erasure.
#[must_use]
pub fn id_of(customer: Id) -> Id {
    Id::of_parts(&[b"erasure", customer.as_bytes()])
}

/// What becomes of a record of somebody erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It belongs to nobody and stays as it is.
    Stays,
    /// It is deleted, and nothing of it is left but its id.
    Vanishes,
    /// Nothing of it is left but whose it was and these fields.
    Keeps(&'static [u16]),
}

/// What becomes of records of a noun.
#[must_use]
pub const fn fate(noun: Noun) -> Fate {
    match noun {
        Noun::Customer
        | Noun::Person
        | Noun::ContactPoint
        | Noun::NextStep
        | Noun::Tag
        | Noun::ExternalId
        | Noun::Entry
        | Noun::DealPerson
        | Noun::Consent
        | Noun::CustomValue => Fate::Vanishes,
        Noun::Activity => Fate::Keeps(ACTIVITY),
        Noun::Deal => Fate::Keeps(DEAL),
        Noun::Purchase => Fate::Keeps(PURCHASE),
        Noun::DealLine => Fate::Keeps(DEAL_LINE),
        Noun::Subscription => Fate::Keeps(SUBSCRIPTION),
        Noun::Inquiry => Fate::Keeps(INQUIRY),
        Noun::InquiryStep => Fate::Keeps(INQUIRY_STEP),
        Noun::Block => Fate::Keeps(BLOCK),
        Noun::Answer => Fate::Keeps(ANSWER),
        Noun::Attendance => Fate::Keeps(ATTENDANCE),
        Noun::Outcome
        | Noun::Rep
        | Noun::CallList
        | Noun::Pacing
        | Noun::CustomField
        | Noun::Question
        | Noun::MailTemplate
        | Noun::Pair
        | Noun::Erasure
        | Noun::View
        | Noun::Pipeline
        | Noun::Stage
        | Noun::Product => Fate::Stays,
    }
}

const ACTIVITY: &[u16] = &[
    activity::field::kind,
    activity::field::at,
    activity::field::zone,
    activity::field::outcome,
    activity::field::reach,
    activity::field::duration,
    activity::field::direction,
    activity::field::rep,
    activity::field::deal,
    activity::field::list,
    activity::field::response,
];

const DEAL: &[u16] = &[
    deal::field::stage,
    deal::field::amount,
    deal::field::currency,
    deal::field::probability,
    deal::field::close_on,
    deal::field::lost_reason,
    deal::field::win_back_on,
    deal::field::closed_on,
    deal::field::owner,
    deal::field::kind,
    deal::field::product,
    deal::field::opened_on,
    deal::field::forecast,
    deal::field::pipeline,
    deal::field::tax,
    deal::field::recurring_amount,
    deal::field::term_months,
    deal::field::contract_on,
    deal::field::delivery_on,
    deal::field::renewal_on,
];

const PURCHASE: &[u16] = &[
    purchase::field::product,
    purchase::field::product_code,
    purchase::field::at,
    purchase::field::zone,
    purchase::field::quantity,
    purchase::field::unit_price,
    purchase::field::discount,
    purchase::field::amount,
    purchase::field::currency,
    purchase::field::cost,
];

const DEAL_LINE: &[u16] = &[
    deal_line::field::deal,
    deal_line::field::product,
    deal_line::field::product_code,
    deal_line::field::quantity,
    deal_line::field::unit_price,
    deal_line::field::discount,
    deal_line::field::currency,
];

const SUBSCRIPTION: &[u16] = &[
    subscription::field::product,
    subscription::field::product_code,
    subscription::field::amount,
    subscription::field::currency,
    subscription::field::cycle,
    subscription::field::started_on,
    subscription::field::renews_on,
    subscription::field::cancelled_on,
    subscription::field::reason,
    subscription::field::deal,
];

/// How often something was chosen can no longer be counted; figures can.
const ANSWER: &[u16] = &[
    answer::field::question,
    answer::field::score,
    answer::field::at,
    answer::field::zone,
    answer::field::rep,
    answer::field::round,
];

const ATTENDANCE: &[u16] = &[
    attendance::field::event,
    attendance::field::state,
    attendance::field::at,
    attendance::field::zone,
    attendance::field::rep,
];

const INQUIRY: &[u16] = &[
    inquiry::field::received_at,
    inquiry::field::zone,
    inquiry::field::channel,
    inquiry::field::kind,
    inquiry::field::status,
    inquiry::field::complaint,
    inquiry::field::owner,
    inquiry::field::closed_at,
];

const INQUIRY_STEP: &[u16] = &[
    inquiry_step::field::inquiry,
    inquiry_step::field::at,
    inquiry_step::field::zone,
    inquiry_step::field::rep,
    inquiry_step::field::channel,
];

/// Its address as a hash, its reason where it is that of an erasure.
const BLOCK: &[u16] = &[
    block::field::address,
    block::field::channel,
    block::field::reason,
    block::field::since,
    block::field::until,
    block::field::rep,
    block::field::lifted_at,
];

/// What a field of an erased record holds instead of `value`.
#[must_use]
pub fn left(noun: Noun, code: u16, value: &Value) -> Value {
    let kept = match fate(noun) {
        Fate::Stays => true,
        Fate::Vanishes if code == GONE => return Value::Int(1),
        Fate::Vanishes => Some(code) == noun.customer_field(),
        Fate::Keeps(codes) => code == GONE || Some(code) == noun.customer_field() || codes.contains(&code),
    };
    match (noun, code, value) {
        _ if !kept => Value::Null,
        (Noun::Block, block::field::address, Value::Text(address)) => Value::Text(block::suppressed(address)),
        (Noun::Block, block::field::reason, Value::Text(reason)) if reason != block::ERASED => Value::Null,
        _ => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn no_field_in_which_somebody_writes_freely_stays_but_what_was_sold_and_the_currency() {
        use crate::domain::Kind;
        let bare = ["currency", "product", "product_code", "address", "reason"];
        for noun in Noun::ALL.iter().filter(|noun| fate(**noun) != Fate::Stays) {
            for field in noun.fields().iter().filter(|field| !bare.contains(&field.name)) {
                let free = matches!(field.kind, Kind::Text | Kind::Long | Kind::Kana);
                assert!(
                    !free || left(*noun, field.code, &text("山田")) == Value::Null,
                    "{noun:?} {}",
                    field.name
                );
            }
        }
    }

    #[test]
    fn what_is_left_of_a_record_is_left_of_it_again() {
        let values = [Value::Null, Value::Int(0), Value::Int(7), text("+81312345678"), Value::Ref([3; 16])];
        for noun in Noun::ALL {
            for field in noun.fields() {
                for value in &values {
                    let once = left(*noun, field.code, value);
                    assert_eq!(left(*noun, field.code, &once), once, "{noun:?} {}", field.name);
                }
            }
        }
    }

    #[test]
    fn a_number_stays_as_a_hash_and_a_reason_only_where_it_says_nothing() {
        let hashed = left(Noun::Block, block::field::address, &text("+81312345678"));
        assert!(hashed.text().starts_with("h:") && !hashed.text().contains("81312345678"));
        assert_eq!(left(Noun::Block, block::field::reason, &text("Mr Yamada asked")), Value::Null);
        assert_eq!(left(Noun::Block, block::field::reason, &text(block::ERASED)), text(block::ERASED));
    }
}
