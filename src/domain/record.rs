//! The shape behind every noun: an id and numbered, typed fields.
//!
//! `record!` turns one table of rows (code, name, kind) into a plain struct and the list of its
//! fields, so the store, the forms, the importer, the CLI and the log all read the same table.
//! A code is never reused and its meaning never changes.

use super::{Id, Noun, Value, Write};

/// What a field means, hence how it is typed in, checked and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of words.
    Text,
    /// Words over several lines.
    Long,
    /// A reading, in kana.
    Kana,
    /// A code out of a known set, such as a rank or a stage.
    Choice,
    /// A whole number.
    Int,
    /// Yes or no.
    Flag,
    /// `YYYY-MM-DD`, or its beginning where no more is known.
    Date,
    /// Unix milliseconds, UTC.
    Moment,
    /// Minor units of a currency.
    Money,
    /// Thousandths.
    Quantity,
    /// Another record's id.
    Ref,
    /// Minutes, typed as `4h` or `2d`.
    Lapse,
    /// Several of these: minutes with commas between.
    Lapses,
    /// Minutes after midnight, typed as `9:00`.
    Clock,
}

impl Kind {
    /// Says whether a number is kept.
    #[must_use]
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Int | Self::Money | Self::Quantity | Self::Moment | Self::Lapse | Self::Clock)
    }

    /// Says whether words are kept.
    #[must_use]
    pub const fn is_words(self) -> bool {
        matches!(self, Self::Text | Self::Long | Self::Kana | Self::Choice | Self::Date | Self::Lapses)
    }
}

/// The Rust type of each kind, under the kind's own name.
pub mod kinds {
    /// One line of words; empty means unknown.
    pub type Text = String;
    /// Words over several lines.
    pub type Long = String;
    /// A reading, in kana.
    pub type Kana = String;
    /// A code out of a known set.
    pub type Choice = String;
    /// A whole number.
    pub type Int = Option<i64>;
    /// Yes or no.
    pub type Flag = bool;
    /// An ISO date, possibly partial.
    pub type Date = String;
    /// Unix milliseconds, UTC.
    pub type Moment = Option<i64>;
    /// Minor units of a currency.
    pub type Money = Option<i64>;
    /// Thousandths.
    pub type Quantity = Option<i64>;
    /// Another record's id.
    pub type Ref = Option<super::Id>;
    /// Minutes.
    pub type Lapse = Option<i64>;
    /// Minutes with commas between.
    pub type Lapses = String;
    /// Minutes after midnight.
    pub type Clock = Option<i64>;
}

/// One row of a noun's table.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its number in the log and in files, within its noun. Never reused.
    pub code: u16,
    /// Its name in SQL, JSON and on the command line.
    pub name: &'static str,
    /// What it means.
    pub kind: Kind,
}

/// The code of `gone`, which every noun has: deletion is a field.
pub const GONE: u16 = 0;

/// A noun's Rust type.
pub trait Record: Default + Clone + PartialEq {
    /// Which noun this is.
    const NOUN: Noun;
    /// Its fields in code order, `gone` first.
    const FIELDS: &'static [Field];
    /// Which record.
    fn id(&self) -> Id;
    /// Gives a blank record its id.
    fn set_id(&mut self, id: Id);
    /// A field's value by code; an unknown code is nothing known.
    fn get(&self, code: u16) -> Value;
    /// Sets a field by code; an unknown code is ignored.
    fn put(&mut self, code: u16, value: Value);
}

/// Declares a noun: its struct, its field table, and a constant code per field.
macro_rules! record {
    (
        $(#[$doc:meta])*
        $name:ident in $codes:ident {
            $( $(#[$field_doc:meta])* $code:literal $field:ident : $kind:ident, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            /// Which record this is.
            pub id: $crate::domain::Id,
            /// Deleted: kept, and shown nowhere but in history.
            pub gone: bool,
            $( $(#[$field_doc])* pub $field: $crate::domain::record::kinds::$kind, )*
        }

        /// The field codes, for writes and forms.
        #[expect(non_upper_case_globals, reason = "a code bears its field's own name")]
        pub mod $codes {
            $( $(#[$field_doc])* pub const $field: u16 = $code; )*
        }

        impl $crate::domain::Record for $name {
            const NOUN: $crate::domain::Noun = $crate::domain::Noun::$name;
            const FIELDS: &'static [$crate::domain::Field] = &[
                $crate::domain::Field { code: 0, name: "gone", kind: $crate::domain::Kind::Flag },
                $( $crate::domain::Field {
                    code: $code,
                    name: stringify!($field),
                    kind: $crate::domain::Kind::$kind,
                }, )*
            ];

            fn id(&self) -> $crate::domain::Id {
                self.id
            }

            fn set_id(&mut self, id: $crate::domain::Id) {
                self.id = id;
            }

            fn get(&self, code: u16) -> $crate::domain::Value {
                use $crate::domain::value::Cell as _;
                match code {
                    0 => self.gone.to_value(),
                    $( $code => self.$field.to_value(), )*
                    _ => $crate::domain::Value::Null,
                }
            }

            fn put(&mut self, code: u16, value: $crate::domain::Value) {
                use $crate::domain::value::Cell;
                match code {
                    0 => self.gone = Cell::from_value(value),
                    $( $code => self.$field = Cell::from_value(value), )*
                    _ => {}
                }
            }
        }
    };
}
pub(crate) use record;

/// The field of that name, if the noun has it.
#[must_use]
pub fn field_named(fields: &'static [Field], name: &str) -> Option<&'static Field> {
    fields.iter().find(|field| field.name == name)
}

/// The write that has a record there as it says and no more: every field of it, the empty ones too.
/// Never a creation: two desks that write the same one write fields of one record.
pub fn whole<R: Record>(record: &R) -> Write {
    let fields = R::FIELDS.iter().map(|field| (field.code, record.get(field.code))).collect();
    Write { noun: R::NOUN, id: record.id(), new: false, fields }
}

/// The write that has a record there, also after it was deleted, and adds what is said to what is
/// known of it.
pub fn there<R: Record>(record: &R) -> Write {
    let fields = std::iter::once((GONE, Value::Null)).chain(filled(record)).collect();
    Write { noun: R::NOUN, id: record.id(), new: false, fields }
}

/// The fields a record has filled in, as code and value.
pub fn filled<R: Record>(record: &R) -> impl Iterator<Item = (u16, Value)> {
    R::FIELDS.iter().map(|field| (field.code, record.get(field.code))).filter(|(_, v)| !v.is_null())
}
