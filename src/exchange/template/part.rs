//! How a template stands in its file: what may be written where. Whether it makes sense is `read`'s.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::{SeqAccessDeserializer, StrDeserializer};
use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use toml::Spanned;

/// A part of the file that knows where it stands.
pub(super) type Part<T> = Spanned<T>;

/// Something said once for both languages, or in each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Said<T> {
    /// In one way.
    One(T),
    /// In English, in Japanese.
    Both(Option<T>, Option<T>),
}

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self::Both(None, None)
    }
}

impl<T> Said<T> {
    /// What is said in a language, else in the other.
    pub(super) const fn of(&self, japanese: bool) -> Option<&T> {
        match self {
            Self::One(said) => Some(said),
            Self::Both(Some(en), ja) if !japanese || ja.is_none() => Some(en),
            Self::Both(_, Some(ja)) => Some(ja),
            Self::Both(en, None) => en.as_ref(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Said<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Saying(PhantomData))
    }
}

struct Saying<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for Saying<T> {
    type Value = Said<T>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("words, or { en = .., ja = .. }")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Said<T>, E> {
        T::deserialize(StrDeserializer::new(text)).map(Said::One)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Said<T>, A::Error> {
        T::deserialize(SeqAccessDeserializer::new(seq)).map(Said::One)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Said<T>, A::Error> {
        let (mut en, mut ja) = (None, None);
        while let Some(lang) = map.next_key::<String>()? {
            match lang.as_str() {
                "en" => en = Some(map.next_value()?),
                "ja" => ja = Some(map.next_value()?),
                other => return Err(A::Error::unknown_field(other, &["en", "ja"])),
            }
        }
        Ok(Said::Both(en, ja))
    }
}

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Template {
    pub(super) name: Said<String>,
    pub(super) about: Said<String>,
    pub(super) field: Vec<Part<FieldPart>>,
    pub(super) outcome: Vec<Part<OutcomePart>>,
    pub(super) pacing: Option<Part<PacingPart>>,
    pub(super) survey: Vec<Part<SurveyPart>>,
    pub(super) mail: Vec<Part<MailPart>>,
    pub(super) pipeline: Vec<Part<PipelinePart>>,
    pub(super) list: Vec<Part<ListPart>>,
    pub(super) tag: Vec<Part<TagPart>>,
}

/// A field of one's own.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct FieldPart {
    pub(super) name: Said<String>,
    pub(super) on: On,
    #[serde(rename = "type")]
    pub(super) kind: FieldKind,
    pub(super) choices: Said<Vec<String>>,
    pub(super) required: bool,
    pub(super) pattern: String,
    pub(super) low: String,
    pub(super) high: String,
    pub(super) longest: Option<i64>,
    pub(super) hard: bool,
}

/// Whose field it is.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum On {
    #[default]
    Customer,
    Person,
    Deal,
    Purchase,
    Activity,
}

impl On {
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Person => "person",
            Self::Deal => "deal",
            Self::Purchase => "purchase",
            Self::Activity => "activity",
        }
    }
}

/// What a field holds.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum FieldKind {
    #[default]
    Text,
    Number,
    Date,
    Choice,
    Multi,
    #[serde(alias = "yesno")]
    Flag,
    Phone,
    Url,
    Money,
}

impl FieldKind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::Multi => "multi",
            Self::Flag => "flag",
            Self::Phone => "phone",
            Self::Url => "url",
            Self::Money => "money",
        }
    }
}

/// An outcome.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct OutcomePart {
    pub(super) code: String,
    pub(super) like: String,
    pub(super) en: String,
    pub(super) ja: String,
    pub(super) key: String,
    pub(super) delay: String,
    pub(super) delays: String,
    pub(super) tries: Option<i64>,
    pub(super) per_day: Option<i64>,
    pub(super) cool_days: Option<i64>,
    pub(super) hidden: Option<bool>,
}

/// How often anybody is called.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PacingPart {
    pub(super) gap: String,
    pub(super) per_day: Option<i64>,
    pub(super) tries: Option<i64>,
    pub(super) opens: String,
    pub(super) closes: String,
    pub(super) weekends: bool,
    pub(super) holidays: bool,
}

/// A questionnaire.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct SurveyPart {
    pub(super) name: Said<String>,
    pub(super) question: Vec<Part<QuestionPart>>,
}

/// One of its questions.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct QuestionPart {
    pub(super) code: String,
    pub(super) words: Said<String>,
    #[serde(rename = "type")]
    pub(super) kind: QuestionKind,
    pub(super) choices: Said<Vec<String>>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum QuestionKind {
    #[default]
    Choice,
    Multi,
    #[serde(alias = "yesno")]
    Flag,
    Score,
    Text,
}

impl QuestionKind {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Choice => "choice",
            Self::Multi => "multi",
            Self::Flag => "flag",
            Self::Score => "score",
            Self::Text => "text",
        }
    }
}

/// A mail template.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct MailPart {
    pub(super) name: Said<String>,
    pub(super) subject: Said<String>,
    pub(super) body: Said<String>,
}

/// A way deals go.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct PipelinePart {
    pub(super) code: String,
    pub(super) en: String,
    pub(super) ja: String,
    pub(super) stage: Vec<Part<StagePart>>,
}

/// One of its stages; how it ends is standard.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct StagePart {
    pub(super) code: String,
    pub(super) en: String,
    pub(super) ja: String,
    pub(super) probability: Option<i64>,
    pub(super) stale_days: Option<i64>,
}

/// A call list.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct ListPart {
    pub(super) name: Said<String>,
    pub(super) query: Said<String>,
    pub(super) live: bool,
    pub(super) script: Said<String>,
    pub(super) everyones: bool,
    pub(super) pace: Option<i64>,
    pub(super) survey: Said<String>,
    pub(super) event: bool,
}

/// A tag that is offered.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct TagPart {
    pub(super) name: Said<String>,
}
