//! The list of nouns: their numbers in the log, their tables, their fields.
//!
//! Adding a noun is a row here, a `record!` beside it and a table in the next migration.

use super::{Field, Record};
use super::{
    activity::Activity, answer::Answer, attendance::Attendance, block::Block, call_list::CallList,
    consent::Consent, contact_point::ContactPoint, custom_field::CustomField, custom_value::CustomValue,
    customer::Customer, deal::Deal, deal_line::DealLine, deal_person::DealPerson, entry::Entry,
    erasure::Erasure, external_id::ExternalId, inquiry::Inquiry, inquiry_step::InquiryStep,
    mail_template::MailTemplate, next_step::NextStep, outcome::Outcome, pacing::Pacing, pair::Pair,
    person::Person, pipeline::Pipeline, product::Product, purchase::Purchase, question::Question, rep::Rep,
    stage::Stage, subscription::Subscription, tag::Tag, view::View,
};

macro_rules! nouns {
    ( $( $code:literal $noun:ident $table:literal, )* ) => {
        /// What a record is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Noun {
            $( #[doc = concat!("Kept in table `", $table, "`.")] $noun, )*
        }

        impl Noun {
            /// Every noun, in code order: the fixed order of exports and digests.
            pub const ALL: &'static [Self] = &[ $( Self::$noun, )* ];

            /// Its number in the log and in files. Never reused.
            #[must_use]
            pub const fn code(self) -> u8 {
                match self { $( Self::$noun => $code, )* }
            }

            /// Its table, and its name in exports.
            #[must_use]
            pub const fn table(self) -> &'static str {
                match self { $( Self::$noun => $table, )* }
            }

            /// Its fields.
            #[must_use]
            pub const fn fields(self) -> &'static [Field] {
                match self { $( Self::$noun => <$noun as Record>::FIELDS, )* }
            }
        }
    };
}

nouns! {
    1 Customer "customer",
    2 Person "person",
    3 ContactPoint "contact_point",
    4 Activity "activity",
    5 NextStep "next_step",
    6 Deal "deal",
    7 Tag "tag",
    8 Block "block",
    9 ExternalId "external_id",
    10 Outcome "outcome",
    11 Rep "rep",
    12 CallList "call_list",
    13 Entry "entry",
    14 Pacing "pacing",
    15 Purchase "purchase",
    16 CustomField "custom_field",
    17 CustomValue "custom_value",
    18 Pair "pair",
    19 Erasure "erasure",
    20 Inquiry "inquiry",
    21 InquiryStep "inquiry_step",
    22 Consent "consent",
    24 Question "question",
    25 Answer "answer",
    26 MailTemplate "mail_template",
    27 Attendance "attendance",
    30 View "kept_view",
    31 Pipeline "pipeline",
    32 Stage "stage",
    33 DealPerson "deal_person",
    34 DealLine "deal_line",
    35 Product "product",
    36 Subscription "subscription",
}

impl Noun {
    /// The noun of that number; `None` for one a newer version added.
    #[must_use]
    pub fn of_code(code: u8) -> Option<Self> {
        Self::ALL.iter().copied().find(|noun| noun.code() == code)
    }

    /// The field of that number; `None` for one a newer version added.
    #[must_use]
    pub fn field(self, code: u16) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.code == code)
    }

    /// The code of the field that names the customer a record belongs to.
    #[must_use]
    pub fn customer_field(self) -> Option<u16> {
        self.fields().iter().find(|field| field.name == "customer").map(|field| field.code)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_noun_and_no_field_shares_a_code_or_a_name() {
        let codes: HashSet<_> = Noun::ALL.iter().map(|noun| noun.code()).collect();
        assert_eq!(codes.len(), Noun::ALL.len());
        for noun in Noun::ALL {
            let codes: HashSet<_> = noun.fields().iter().map(|field| field.code).collect();
            let names: HashSet<_> = noun.fields().iter().map(|field| field.name).collect();
            assert_eq!((codes.len(), names.len()), (noun.fields().len(), noun.fields().len()), "{noun:?}");
        }
    }
}
