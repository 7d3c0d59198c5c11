//! The change: what one user action makes true, as field writes on records.
//!
//! Every mutation of a desk is one of these handed to `store::commit`: from a key, a command, an
//! import or another desk. Undo is one too, so it travels like everything else.

use super::record::{GONE, filled};
use super::{Id, Noun, Record, Value};

/// New values for some fields of one record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// What kind of record.
    pub noun: Noun,
    /// Which one.
    pub id: Id,
    /// Makes the record: fields not named are empty as of now.
    pub new: bool,
    /// Field code and new value.
    pub fields: Vec<(u16, Value)>,
}

/// What the user did, for undo, history and the log. The names are codes; words are in `i18n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Added a customer.
    AddCustomer,
    /// Changed fields of a customer, a person or a contact point.
    Edit,
    /// Added a person.
    AddPerson,
    /// Added a contact point.
    AddContactPoint,
    /// Logged an activity.
    Log,
    /// Added a next step.
    AddNextStep,
    /// Finished a next step.
    FinishNextStep,
    /// Moved a next step to another time.
    MoveNextStep,
    /// Added a deal.
    AddDeal,
    /// Moved a deal or changed it.
    EditDeal,
    /// Made a pipeline, or changed its stages.
    EditPipeline,
    /// Added a product, changed or dropped it.
    EditProduct,
    /// Added a subscription, renewed, changed or cancelled it.
    EditSubscription,
    /// Put a tag on or took it off.
    Tag,
    /// Blocked somebody or a number.
    Block,
    /// Lifted a block.
    Unblock,
    /// Made a call list.
    MakeList,
    /// Changed a call list or who is on it.
    EditList,
    /// Claimed entries of a list, or let go of them.
    Claim,
    /// Put a customer at the end of a list, or took them out.
    Skip,
    /// Changed an outcome or the pacing.
    EditRules,
    /// Added, changed or dropped a field of one's own.
    EditFields,
    /// Changed the questions of a questionnaire.
    EditQuestions,
    /// Answered a questionnaire.
    Answer,
    /// Changed a mail template.
    EditMails,
    /// Said how far somebody got with an event.
    Attend,
    /// Set the desk up by a template.
    ApplyTemplate,
    /// Put on the agenda what dates of the book remind of.
    Remind,
    /// Pasted cells into the grid.
    Paste,
    /// Saved a view or changed it.
    SaveView,
    /// Took down an inquiry.
    AddInquiry,
    /// Moved an inquiry or changed it.
    EditInquiry,
    /// Added what was done about an inquiry.
    AddInquiryStep,
    /// Took down that somebody may be contacted.
    GiveConsent,
    /// Took down that somebody may not be contacted any longer.
    WithdrawConsent,
    /// Set until when somebody is kept.
    Retain,
    /// Deleted a record.
    Delete,
    /// Imported a file.
    Import,
    /// Found that two customers are one.
    Merge,
    /// Took that back.
    Unmerge,
    /// Found that two customers who look alike are not one.
    TellApart,
    /// Looked at what desks wrote apart, and decided.
    Settle,
    /// Erased somebody; never taken back.
    Erase,
    /// Took something back.
    Undo,
    /// Did again what was taken back.
    Redo,
    /// Set up the desk itself.
    Setup,
}

/// Code and deed, one a row.
const DEEDS: &[(&str, Deed)] = &[
    ("add_customer", Deed::AddCustomer),
    ("edit", Deed::Edit),
    ("add_person", Deed::AddPerson),
    ("add_contact_point", Deed::AddContactPoint),
    ("log", Deed::Log),
    ("add_next_step", Deed::AddNextStep),
    ("finish_next_step", Deed::FinishNextStep),
    ("move_next_step", Deed::MoveNextStep),
    ("add_deal", Deed::AddDeal),
    ("edit_deal", Deed::EditDeal),
    ("edit_pipeline", Deed::EditPipeline),
    ("edit_product", Deed::EditProduct),
    ("edit_subscription", Deed::EditSubscription),
    ("tag", Deed::Tag),
    ("block", Deed::Block),
    ("unblock", Deed::Unblock),
    ("make_list", Deed::MakeList),
    ("edit_list", Deed::EditList),
    ("claim", Deed::Claim),
    ("skip", Deed::Skip),
    ("edit_rules", Deed::EditRules),
    ("edit_fields", Deed::EditFields),
    ("edit_questions", Deed::EditQuestions),
    ("answer", Deed::Answer),
    ("edit_mails", Deed::EditMails),
    ("attend", Deed::Attend),
    ("apply_template", Deed::ApplyTemplate),
    ("remind", Deed::Remind),
    ("paste", Deed::Paste),
    ("save_view", Deed::SaveView),
    ("add_inquiry", Deed::AddInquiry),
    ("edit_inquiry", Deed::EditInquiry),
    ("add_inquiry_step", Deed::AddInquiryStep),
    ("give_consent", Deed::GiveConsent),
    ("withdraw_consent", Deed::WithdrawConsent),
    ("retain", Deed::Retain),
    ("delete", Deed::Delete),
    ("import", Deed::Import),
    ("merge", Deed::Merge),
    ("unmerge", Deed::Unmerge),
    ("tell_apart", Deed::TellApart),
    ("settle", Deed::Settle),
    ("erase", Deed::Erase),
    ("undo", Deed::Undo),
    ("redo", Deed::Redo),
    ("setup", Deed::Setup),
];

impl Deed {
    /// Its code in the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        DEEDS.iter().find(|(_, deed)| *deed == self).map_or("edit", |(code, _)| code)
    }

    /// The deed of that code; an unknown one (from a newer desk) reads as an edit.
    #[must_use]
    pub fn of_code(code: &str) -> Self {
        DEEDS.iter().find(|(known, _)| *known == code).map_or(Self::Edit, |(_, deed)| *deed)
    }

    /// Every deed.
    pub fn all() -> impl Iterator<Item = Self> {
        DEEDS.iter().map(|(_, deed)| *deed)
    }
}

/// One user action, whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What was done.
    pub deed: Deed,
    /// To whom or what, as a person would say it: a customer's name, a file's.
    pub subject: String,
    /// The field writes, in order.
    pub writes: Vec<Write>,
}

impl Change {
    /// An action with nothing written yet.
    #[must_use]
    pub fn new(deed: Deed, subject: impl Into<String>) -> Self {
        Self { deed, subject: subject.into(), writes: Vec::new() }
    }

    /// Adds a new record, with the fields it has filled in.
    #[must_use]
    pub fn add<R: Record>(mut self, record: &R) -> Self {
        self.writes.push(Write::adding(record));
        self
    }

    /// Sets fields of a record that is there.
    #[must_use]
    pub fn set(mut self, noun: Noun, id: Id, fields: Vec<(u16, Value)>) -> Self {
        if !fields.is_empty() {
            self.writes.push(Write { noun, id, new: false, fields });
        }
        self
    }

    /// Writes what differs between a record as it was and as it should be.
    #[must_use]
    pub fn turn<R: Record>(self, was: &R, becomes: &R) -> Self {
        let fields = R::FIELDS
            .iter()
            .map(|field| (field.code, becomes.get(field.code)))
            .filter(|(code, value)| was.get(*code) != *value)
            .collect();
        self.set(R::NOUN, was.id(), fields)
    }

    /// Deletes a record: a field like any other.
    #[must_use]
    pub fn delete(self, noun: Noun, id: Id) -> Self {
        self.set(noun, id, vec![(GONE, Value::Int(1))])
    }

    /// Says whether nothing would change.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}

impl Write {
    /// The write that makes a record.
    #[must_use]
    pub fn adding<R: Record>(record: &R) -> Self {
        let mut fields = Vec::with_capacity(12);
        fields.extend(filled(record));
        Self { noun: R::NOUN, id: record.id(), new: true, fields }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::{self, Customer};

    #[test]
    fn turning_a_record_writes_only_what_differs() {
        let was = Customer { id: Id::mint(1), name: "Acme".into(), rank: "B".into(), ..Customer::default() };
        let becomes = Customer { rank: "A".into(), ..was.clone() };
        let change = Change::new(Deed::Edit, "Acme").turn(&was, &becomes);
        assert_eq!(change.writes[0].fields, [(customer::field::rank, Value::Text("A".into()))]);
        assert!(Change::new(Deed::Edit, "Acme").turn(&was, &was).is_empty());
    }

    #[test]
    fn every_deed_reads_back_from_its_code() {
        assert!(Deed::all().all(|deed| Deed::of_code(deed.code()) == deed));
    }
}
