//! What the main screens look like, in both languages: text, looks, and where the caret stands.
//!
//! A changed picture is looked at, then accepted with `INSTA_UPDATE=always`.

use salesdesk::app::msg::{FoundFile, Msg, Reply};

use crate::support::NOW;
use crate::support::desk::Desk;

/// The keys that lead to a screen of the demo book, and its name.
const ROOMS: [(&str, &str); 20] = [
    ("views", "/rank:A<enter>F<enter>Best<tab>1<tab><tab>name,phone,city,deal.amount<enter>"),
    ("grid", "/rank:A<enter>=lj"),
    ("grid_cell", "/rank:A<enter>=llljj<enter>"),
    ("grid_columns", "=C,nonsense<enter>"),
    ("export", "/tan<enter>O"),
    ("desk", ""),
    ("customer", "<tab>jj"),
    ("search", "/tan"),
    ("nothing_found", "/zzzz"),
    ("outcomes", "c"),
    ("next_step", "tsend the quote tomorrow 3pm"),
    ("form", "E<down><down><down><down>"),
    ("agenda", "aj"),
    ("help", "?"),
    ("palette", ":ag"),
    ("rank", "r"),
    ("history", "raH"),
    ("blocking", "Basked us to wait until 2026-12-24"),
    ("erasing", "<ctrl-x>"),
    ("lifting", "<tab>Bwrong floor<enter>B"),
];

pub(crate) fn picture(name: &str, desk: &Desk, width: u16, height: u16) {
    let screen = desk.screen_of(width, height);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, screen));
}

/// The demo book in each language.
fn in_both(name: &str, show: impl Fn(Desk, &str)) {
    show(Desk::demo(), &format!("{name}_en"));
    show(Desk::demo().japanese(), &format!("{name}_ja"));
}

#[test]
fn the_rooms_look_as_they_did() {
    for (room, keys) in ROOMS {
        in_both(room, |mut desk, name| {
            desk.keys(keys);
            picture(name, &desk, 80, 24);
        });
    }
}

#[test]
fn the_desk_looks_as_it_did_at_other_sizes_and_without_colours() {
    for (width, height) in [(60, 16), (120, 40)] {
        in_both(&format!("desk_{width}x{height}"), |desk, name| picture(name, &desk, width, height));
    }
    in_both("desk_without_colours", |mut desk, name| {
        desk.mono();
        picture(name, &desk, 80, 24);
    });
}

#[test]
fn the_note_line_looks_as_it_did() {
    let mut desk = Desk::demo();
    desk.keys("ct20 units, call back Tuesday 14:00, ¥1,200,000");
    picture("note_line_en", &desk, 80, 24);
    let mut desk = Desk::demo().japanese();
    desk.keys("ct20台で検討、来週火曜14時に再度 120万");
    picture("note_line_ja", &desk, 80, 24);
}

#[test]
fn a_trade_its_questionnaire_its_mail_and_its_fields_look_as_they_did() {
    for (room, keys) in [
        ("starting", "Tj"),
        ("asking", "T<enter>Q13<enter>"),
        ("asking_over", "T<enter>Q12<enter>1<enter>"),
        ("mailing", "T<enter>/info<enter>m"),
        ("mailing_letter", "T<enter>/info<enter>m1"),
        ("own_fields", "T<enter>E<down><down><down><down><down><down><down><down>x"),
    ] {
        in_both(room, |mut desk, name| {
            desk.keys(keys);
            picture(name, &desk, 80, 24);
        });
    }
}

#[test]
fn the_desks_own_fields_look_as_they_did() {
    for (room, keys) in [
        ("fields", "T<enter>fj"),
        ("fields_none", "f"),
        ("field_form", "T<enter>fNPlan<tab><tab><right><right><right>"),
        ("field_refused", "T<enter>fNName<tab><tab><tab><tab><tab><tab><tab>3<enter>"),
    ] {
        in_both(room, |mut desk, name| {
            desk.keys(keys);
            picture(name, &desk, 80, 24);
        });
    }
    in_both("fields_120x40", |mut desk, name| {
        desk.keys("T<enter>fjj");
        picture(name, &desk, 120, 40);
    });
}

#[test]
fn an_empty_book_looks_as_it_did() {
    picture("empty_book_en", &Desk::new(), 80, 24);
    picture("empty_book_ja", &Desk::new().japanese(), 80, 24);
}

#[test]
fn drafts_look_as_they_did() {
    for (name, japanese) in [("drafts_en", false), ("drafts_ja", true)] {
        let mut desk = Desk::with(&[("田中製作所（株）", "タナカ", "03-1234-5678"), ("Acme", "", "")]);
        desk.keys("/acme<enter>nasks for a quote, but<esc><esc>").minutes_later(5);
        desk.keys("/田中<enter>ct20台で検討");
        let mut desk = desk.reopened();
        if japanese {
            desk = desk.japanese();
        }
        picture(name, &desk, 80, 24);
    }
}

/// A file with rows of every end, for a book that knows 田中製作所 and 03-1234-5678.
const LIST: &str = "会社名,TEL,業種,都道府県,社内番号,請求先\n\
    田中製作所（株）,03-1234-5678,金属加工,大阪府,12,本社\n\
    株式会社アクメ,03-1111-2222,食品,東京都,13,本社\n\
    タナカ,03-1234-5678,,大阪府,14,支社\n\
    ,,水産,千葉県,15,\n\
    Acme Foods Inc.,312345679,Foods,,16,HQ\n";

/// A desk that is about to import that file.
fn about_to_import(japanese: bool) -> (tempfile::TempDir, Desk) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("list.csv"), LIST).unwrap();
    let desk = Desk::with(&[("田中製作所（株）", "タナカ", "03-1234-5678"), ("Beta", "", "03-9999-8888")]);
    let mut desk = if japanese { desk.japanese() } else { desk };
    desk.keys("I").paste(&folder.path().join("list.csv").display().to_string());
    (folder, desk)
}

/// The keys that lead to each stage of an import.
const IMPORT: [(&str, &str); 7] = [
    ("import_columns", "<enter>"),
    ("import_choice", "<enter><enter>in"),
    ("import_rows", "<enter><tab>"),
    ("import_rejects", "<enter><tab>r"),
    ("import_row", "<enter><tab>d<enter>"),
    ("import_choices", "<enter>okKe<end>"),
    ("import_new_row", "<enter><tab>n<down><enter>"),
];

#[test]
fn every_stage_of_an_import_looks_as_it_did() {
    for (stage, keys) in IMPORT {
        for (lang, japanese) in [("en", false), ("ja", true)] {
            let (_folder, mut desk) = about_to_import(japanese);
            desk.keys(keys);
            picture(&format!("{stage}_{lang}"), &desk, 80, 24);
            picture(&format!("{stage}_{lang}_120x40"), &desk, 120, 40);
        }
    }
}

#[test]
fn the_path_of_an_import_and_the_work_on_it_look_as_they_did() {
    for (lang, japanese) in [("en", false), ("ja", true)] {
        let mut desk = if japanese { Desk::new().japanese() } else { Desk::new() };
        let file = |path: &str, bytes| FoundFile { path: path.into(), bytes, at: NOW - 7_200_000 };
        let files = vec![
            file("顧客一覧_2026年11月.csv", 48_210),
            file("~/Downloads/contacts.vcf", 2_048),
            file("~/Downloads/EDINET 2025 (1).xlsx", 61_000_000),
        ];
        desk.keys("I").tell(Reply::FilesFound { typed: String::new(), files });
        desk.keys("<down>");
        picture(&format!("import_path_{lang}"), &desk, 80, 24);
        let (_folder, mut desk) = about_to_import(japanese);
        desk.keys_unanswered("<enter>");
        desk.app.update(Msg::Reply(Reply::Progress { done: 45, of: 100 }), desk.now());
        picture(&format!("import_reading_{lang}"), &desk, 80, 24);
        let (_folder, mut desk) = about_to_import(japanese);
        desk.keys("<enter>").keys_unanswered("I");
        desk.app.update(Msg::Reply(Reply::Progress { done: 45, of: 100 }), desk.now());
        picture(&format!("import_writing_{lang}"), &desk, 80, 24);
    }
}

#[test]
fn the_duplicates_look_as_they_did_at_both_sizes() {
    for (room, keys) in [("duplicates", "M"), ("merging", "Mm")] {
        in_both(room, |desk, name| {
            let mut desk = desk.twice();
            desk.keys(keys);
            picture(name, &desk, 80, 24);
            picture(&format!("{name}_120x40"), &desk, 120, 40);
        });
    }
    in_both("form_alike", |mut desk, name| {
        desk.keys("ABrackenby Tooling Ltd");
        picture(name, &desk, 80, 24);
    });
}

#[test]
fn the_board_looks_as_it_did_at_both_sizes() {
    for (room, keys) in [("board", "bl"), ("board_lost", "bGlx"), ("board_empty", "b")] {
        in_both(room, |desk, name| {
            let mut desk = if room == "board_empty" { Desk::new() } else { desk };
            desk.keys(keys);
            picture(name, &desk, 80, 24);
            picture(&format!("{name}_120x40"), &desk, 120, 40);
        });
    }
}

#[test]
fn the_reports_look_as_they_did_at_both_sizes() {
    let pages = ["calls", "funnel", "best_time", "pipeline", "customers", "day", "opened"];
    for (nth, page) in pages.iter().enumerate() {
        in_both(&format!("report_{page}"), |mut desk, name| {
            let keys = if *page == "opened" { "spp<enter>".to_owned() } else { format!("spp{}j", nth + 1) };
            desk.keys(&keys);
            picture(name, &desk, 80, 24);
            picture(&format!("{name}_120x40"), &desk, 120, 40);
        });
    }
}

/// What is typed over a report, what it is narrowed to, and what the map of customers opens.
const OVER_A_REPORT: [(&str, &str); 11] = [
    ("report_by_source", "sppbbbbj"),
    ("report_days", "sppd"),
    ("report_no_days", "sppd2026-11-30 2026-11-01<enter>"),
    ("report_typed", "sd2026-10..2026-11-20<enter>j"),
    ("report_whose", "spp/foo.bar:1<enter>"),
    ("report_narrowed", "spp2/rank:A<enter>j"),
    ("report_marked", "s5ppp<enter>"),
    ("report_cross", "s7bbpppl"),
    ("report_cross_typed", "s7x<ctrl-u>hat<enter>"),
    ("report_deals", "s4<enter>"),
    ("report_laid", "s4bbpppG"),
];

#[test]
fn lines_over_a_report_look_as_they_did_at_both_sizes() {
    for (room, keys) in OVER_A_REPORT {
        in_both(room, |mut desk, name| {
            desk.keys(keys);
            picture(name, &desk, 80, 24);
            picture(&format!("{name}_120x40"), &desk, 120, 40);
        });
    }
    in_both("report_file", |mut desk, name| {
        desk.keys("sppw<ctrl-u>there/are/no/such/files.doc<enter>");
        picture(name, &desk, 80, 24);
        picture(&format!("{name}_120x40"), &desk, 120, 40);
    });
}

#[test]
fn the_rules_look_as_they_did() {
    for (width, height) in [(80, 24), (120, 40)] {
        in_both(&format!("rules_{width}x{height}"), |mut desk, name| {
            desk.keys("R<enter><down><down><down><ctrl-u>1d<enter>jjjj");
            picture(name, &desk, width, height);
        });
    }
    in_both("rule_form", |mut desk, name| {
        desk.keys("/tan<enter>w<enter><esc>WR<enter><down><down><ctrl-u>2<enter>");
        picture(name, &desk, 80, 24);
    });
    in_both("pacing_form", |mut desk, name| {
        desk.keys("/tan<enter>w<enter><esc>WRG<enter><down><down><down><ctrl-u>22:00<down><ctrl-u>23:00");
        picture(name, &desk, 80, 24);
    });
}

#[test]
fn the_agendas_other_end_and_its_line_look_as_they_did() {
    in_both("agenda_orphans", |mut desk, name| {
        desk.keys("amGkk");
        picture(name, &desk, 80, 24);
    });
    in_both("agenda_moves", |mut desk, name| {
        desk.keys("aj11jtnext tue 10:30");
        picture(name, &desk, 80, 24);
    });
}

#[test]
fn what_fell_due_looks_as_it_did() {
    in_both("fell_due", |mut desk, name| {
        desk.keys("jcttalking").minutes_later(24);
        picture(name, &desk, 80, 24);
    });
    in_both("fell_due_100", |mut desk, name| {
        desk.minutes_later(24);
        picture(name, &desk, 100, 30);
    });
}

/// The keys that lead to a screen of the walk on a working morning, and its name.
const WALK: [(&str, &str); 8] = [
    ("lists", "W"),
    ("lists_of_a_search", "/rank:A<enter>W"),
    ("walk", "W<enter>"),
    ("walk_note", "W<enter>twants 20 units, call back Friday 14:00, ¥1,200,000"),
    ("walk_reasons", "W<enter>11v"),
    ("walk_reason_opened", "W<enter>11vj<enter>"),
    ("walk_inbound", "W<enter>i0900"),
    ("day_report", "W<enter>1tlikes it<enter>P"),
];

#[test]
fn the_walk_looks_as_it_did_at_both_sizes() {
    for (room, keys) in WALK {
        in_both(room, |desk, name| {
            let mut desk = desk.at_work();
            desk.keys(keys);
            picture(name, &desk, 80, 24);
            picture(&format!("{name}_120x40"), &desk, 120, 40);
        });
    }
}

#[test]
fn pasted_lines_that_name_nobody_are_told() {
    in_both("lists_pasted", |desk, name| {
        let mut desk = desk.at_work();
        desk.keys("W").paste("Brackenby Tooling Ltd\nrubbish\n03-0000-0001\n\nBrackenby Tooling Ltd");
        picture(name, &desk, 80, 24);
    });
}

#[test]
fn without_a_list_the_way_to_one_is_told() {
    let mut desk = Desk::new();
    desk.keys("w");
    picture("lists_none", &desk, 80, 24);
}

#[test]
fn a_paste_into_the_grid_is_looked_at_first() {
    in_both("grid_paste", |mut desk, name| {
        desk.keys("/rank:A<enter>=ll").paste("A\tprospect\nZ\tcustomer\tx\n\t既存\n");
        picture(name, &desk, 80, 24);
    });
}

#[test]
fn a_views_columns_and_the_grid_look_as_they_did_where_there_is_room() {
    in_both("view_columns_120x40", |mut desk, name| {
        desk.keys("/rank:A<enter>F<enter>Best<tab>1<tab><tab>name,phone,city,deal.amount<enter><enter>");
        picture(name, &desk, 120, 40);
    });
    in_both("grid_120x40", |mut desk, name| {
        desk.keys("/rank:A<enter>=jjvlll");
        picture(name, &desk, 120, 40);
    });
}
