//! The grid: cells edited in place, blocks copied and pasted, everything taken back.

use salesdesk::domain::{Noun, Value};

use crate::support::desk::Desk;

fn shows(desk: &Desk, words: &str) {
    assert!(desk.screen_of(120, 40).shows(words), "no {words}:\n{}", desk.screen_of(120, 40));
}

/// Three customers as a grid of names, ranks and employees, by name.
fn grid() -> Desk {
    let mut desk = Desk::with(&[
        ("Acme", "アクメ", "06-1234-5678"),
        ("Beta", "ベータ", "03-1234-5678"),
        ("Gamma", "ガンマ", ""),
    ]);
    desk.keys("/kind:company sort:name<enter>=C<ctrl-u>name,rank,employees,phone,person.job_title<enter>");
    desk
}

fn cell(desk: &Desk, name: &str, field: &str) -> Value {
    let customer = desk.page(name).customer;
    let code = Noun::Customer.fields().iter().find(|known| known.name == field).unwrap().code;
    salesdesk::domain::Record::get(&customer, code)
}

#[test]
fn a_cell_is_edited_in_place_and_tab_goes_on_to_the_right() {
    let mut desk = grid();
    shows(&desk, "Employees");
    desk.keys("l<enter>a<tab>");
    assert_eq!(cell(&desk, "Acme", "rank"), Value::Text("A".into()));
    desk.keys("<enter>1,200<enter>");
    assert_eq!(cell(&desk, "Acme", "employees"), Value::Int(1200));
    desk.keys("u");
    assert_eq!(cell(&desk, "Acme", "employees"), Value::Null);
    assert_eq!(cell(&desk, "Acme", "rank"), Value::Text("A".into()));
    desk.keys("u<ctrl-r><ctrl-r>");
    assert_eq!(cell(&desk, "Acme", "employees"), Value::Int(1200));
}

#[test]
fn what_cannot_stand_says_so_below_and_is_not_lost() {
    let mut desk = grid();
    desk.keys("ll<enter>many<enter>");
    shows(&desk, "`many` is not a whole number");
    assert_eq!(cell(&desk, "Acme", "employees"), Value::Null);
    desk.keys("<ctrl-u>7<enter>");
    assert_eq!(cell(&desk, "Acme", "employees"), Value::Int(7));
    desk.keys("x");
    assert_eq!(cell(&desk, "Acme", "employees"), Value::Null);
    desk.keys("l<enter>");
    shows(&desk, "only shown here");
    desk.keys("l<enter>");
    shows(&desk, "no person or deal yet");
    desk.keys("0<enter><ctrl-u><enter>");
    assert_eq!(desk.app.overlays.len(), 1);
    desk.keys("<esc><esc>");
    assert_eq!(desk.names().len(), 3);
}

#[test]
fn keys_typed_ahead_are_of_the_next_cells() {
    let mut desk = grid();
    desk.keys("l<enter>a<enter>j<enter>b<enter>j<enter>c<enter>");
    let ranks = ["Acme", "Beta", "Gamma"].map(|name| cell(&desk, name, "rank"));
    assert_eq!(ranks, ["A", "B", "C"].map(|rank| Value::Text(rank.into())));
}

#[test]
fn a_pasted_block_is_a_plan_first_and_then_one_change() {
    let mut desk = grid();
    desk.keys("l");
    desk.paste("A\t10\r\nB\tmany\r\nC\t30\textra\r\nD\t40\r\n");
    shows(&desk, "5 cells change, 0 are the same, 4 cannot stand");
    shows(&desk, "`many` is not a whole number");
    shows(&desk, "row 2, Employees");
    shows(&desk, "there is no such row or column");
    desk.keys("<esc>");
    assert_eq!(cell(&desk, "Acme", "rank"), Value::Null);
    desk.paste("A\t10\nB\t20\nC\t30\n").keys("<enter>");
    let held =
        ["Acme", "Beta", "Gamma"].map(|name| (cell(&desk, name, "rank"), cell(&desk, name, "employees")));
    let as_pasted =
        [("A", 10), ("B", 20), ("C", 30)].map(|(rank, count)| (Value::Text(rank.into()), Value::Int(count)));
    assert_eq!(held, as_pasted);
    desk.keys("u");
    assert!(["Acme", "Beta", "Gamma"].iter().all(|name| cell(&desk, name, "rank").is_null()), "one undo");
}

#[test]
fn what_is_copied_pastes_back_as_it_was() {
    let mut desk = grid();
    desk.keys("l").paste("A\t10\nB\t20").keys("<enter>vjly");
    assert_eq!(desk.copied, ["A\t10\nB\t20"]);
    let copied = desk.copied[0].clone();
    desk.keys("gk0l").paste(&copied);
    shows(&desk, "0 cells change, 4 are the same");
    desk.keys("<enter>");
    shows(&desk, "nothing to paste");
}

#[test]
fn hostile_pastes_change_nothing() {
    let mut desk = grid();
    let before = desk.digest();
    desk.keys("l").paste(&"a\t".repeat(200_000));
    shows(&desk, "100,000 cells");
    desk.paste("\n\n").paste("\u{1b}[31mA\u{7}");
    desk.keys("<esc>");
    desk.paste(&"9\n".repeat(5_000));
    shows(&desk, "cannot stand");
    desk.keys("<esc>");
    assert_eq!(desk.digest(), before);
}

#[test]
fn columns_are_chosen_by_name_and_a_strange_one_is_named() {
    let mut desk = grid();
    desk.keys("C<ctrl-u>name,nonsense<enter>");
    shows(&desk, "nonsense");
    desk.keys("<ctrl-u>名前,業種<enter>");
    shows(&desk, "Industry");
    assert!(!desk.screen_of(120, 40).shows("Employees"));
    desk.keys("C<ctrl-u>name,empl");
    shows(&desk, "employees (Employees)");
    desk.keys("<tab>books clo<tab><enter>");
    shows(&desk, "Books close");
    shows(&desk, "Employees");
}

#[test]
fn the_columns_of_the_view_that_is_looked_at_are_the_grids() {
    let mut desk = Desk::demo();
    desk.keys("/rank:A<enter>F<enter>Best<tab>3<tab><tab>name,city<enter><esc><esc>3=");
    let names: Vec<&str> = match desk.app.overlays.last() {
        Some(salesdesk::app::overlay::Overlay::Grid(grid)) => {
            grid.columns.iter().map(|column| column.name.as_str()).collect()
        }
        other => panic!("{other:?}"),
    };
    assert_eq!(names, ["name", "city"]);
    desk.keys("jo");
    assert!(desk.app.overlays.is_empty(), "o opens the customer");
}

#[test]
fn a_row_that_answers_no_more_stays_until_the_grid_is_left() {
    let mut desk = Desk::demo();
    desk.keys("/rank:A<enter>=C<ctrl-u>name,rank<enter>l");
    let name = match desk.app.overlays.last() {
        Some(salesdesk::app::overlay::Overlay::Grid(grid)) => grid.row().unwrap().name.clone(),
        other => panic!("{other:?}"),
    };
    desk.keys("<enter><ctrl-u>b<enter>");
    shows(&desk, &name);
    assert_eq!(cell(&desk, &name, "rank"), Value::Text("B".into()));
}
