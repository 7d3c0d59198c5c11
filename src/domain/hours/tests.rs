//! Hours as people write them, and texts that are none.

use super::*;

/// What a text means: each day it names with its hours; days that are alike are told once.
fn told(text: &str) -> String {
    let Some(preferred) = Preferred::read(text) else { return "?".into() };
    let mut told: Vec<(String, String)> = Vec::new();
    for (weekday, name) in YOUBI.iter().map(|(char, day)| (*day, *char)) {
        let held = |minute: &u32| {
            let time = NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0).unwrap();
            preferred.holds(time, weekday)
        };
        let minutes: Vec<u32> = (0..DAY).filter(held).collect();
        let stretches: Vec<String> = minutes
            .chunk_by(|one, next| one + 1 == *next)
            .map(|run| format!("{}-{}", shown(run[0]), shown(run[run.len() - 1] + 1)))
            .collect();
        let hours = stretches.join(" ");
        match told.iter_mut().find(|(_, known)| *known == hours) {
            Some((days, _)) => days.push(name),
            None => told.push((name.into(), hours)),
        }
    }
    told.retain(|(_, hours)| !hours.is_empty());
    let rows: Vec<String> = told.iter().map(|(days, hours)| format!("{days} {hours}")).collect();
    rows.join(", ").replace("月火水木金土日 ", "")
}

fn shown(minute: u32) -> String {
    format!("{}:{:02}", minute / 60, minute % 60)
}

#[rustfmt::skip]
const READ: &[(&str, &str)] = &[
    ("14:00-16:00", "14:00-16:00"), ("１４：００～１６：００", "14:00-16:00"), ("14時〜16時", "14:00-16:00"),
    ("14時半から16時まで", "14:30-16:00"), ("２時～４時", "14:00-16:00"), ("2-4pm", "14:00-16:00"),
    ("10-2", "10:00-14:00"), ("10-2pm", "10:00-14:00"), ("9時〜5時", "9:00-17:00"), ("11am-1pm", "11:00-13:00"),
    ("午前10時〜12時", "10:00-12:00"), ("午前9時～午後3時", "9:00-15:00"), ("午後1時から3時の間", "13:00-15:00"),
    ("between 10 and 12", "10:00-12:00"), ("from 10 to 12:30", "10:00-12:30"), ("20:00-24:00", "20:00-24:00"),
    ("午前", "0:00-12:00"), ("午前中希望", "0:00-12:00"), ("mornings", "0:00-12:00"), ("in the morning", "0:00-12:00"),
    ("午後", "12:00-18:00"), ("Afternoon only", "12:00-18:00"), ("夕方", "16:00-19:00"), ("お昼", "12:00-13:00"),
    ("after 15:00", "15:00-24:00"), ("after 3pm", "15:00-24:00"), ("15時以降", "15:00-24:00"),
    ("夕方5時以降", "17:00-24:00"), ("15時〜", "15:00-24:00"), ("from 10", "10:00-24:00"), ("after noon", "12:00-24:00"),
    ("before 11", "0:00-11:00"), ("11時まで", "0:00-11:00"), ("～11時", "0:00-11:00"), ("before noon", "0:00-12:00"),
    ("15時頃", "14:30-15:30"), ("around 3pm", "14:30-15:30"), ("10:00", "9:30-10:30"),
    ("午前、15時以降", "0:00-12:00 15:00-24:00"), ("9-10, 16-17", "9:00-10:00 16:00-17:00"),
    ("平日", "月火水木金 0:00-24:00"), ("火・木", "火木 0:00-24:00"), ("火曜日と木曜日", "火木 0:00-24:00"),
    ("月水金", "月水金 0:00-24:00"), ("月〜金 9時〜12時", "月火水木金 9:00-12:00"), ("Mon - Wed", "月火水 0:00-24:00"),
    ("金〜月", "月金土日 0:00-24:00"), ("tue/thu 10-12", "火木 10:00-12:00"), ("Tuesdays after 4", "火 16:00-24:00"),
    ("平日の午前", "月火水木金 0:00-12:00"), ("10-12 tue/thu", "火木 10:00-12:00"),
    ("火 10-12、金 午後、土", "火 10:00-12:00, 金 12:00-18:00, 土 0:00-24:00"),
    ("毎日 10-12", "10:00-12:00"), ("いつでも", "0:00-24:00"), ("㈫ 10-12", "火 10:00-12:00"),
];

#[test]
fn hours_are_read_as_people_write_them() {
    for (text, meant) in READ {
        assert_eq!(told(text), *meant, "{text}");
    }
}

#[test]
fn what_is_not_understood_to_the_last_word_excludes_nobody() {
    let story = "10-12 ".repeat(40);
    let texts = [
        "",
        " ",
        "、",
        "午前不可",
        "午後以外",
        "not before 10",
        "月曜休み",
        "火・木定休",
        "午前は不在",
        "10",
        "03-1234-5678",
        "14:00-13:00",
        "14時〜 午後1時",
        "25:00-26:00",
        "10:75",
        "月末",
        "10日",
        "土日祝",
        "late afternoon",
        "except tue",
        "午前 月 午後",
        "14:00-16:00 (in)valid",
        "only",
        &story,
    ];
    for text in texts {
        assert_eq!(told(text), "?", "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_odd_to_be_read(text in "[0-9:時半分〜~\\-午前後以降まで月火tuepmafr ・、]{0,40}|.{0,40}") {
        let _ = Preferred::read(&text);
    }
}
