//! How fast a file comes in and goes out again, beside `sqlite3 .import` of the same file into a
//! bare table. Run by hand, on a release build:
//! `cargo test --release --test it speed -- --ignored --nocapture`.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use salesdesk::exchange::bring_in::{How, Watch, run};
use salesdesk::store::Desk;

use crate::support::NOW;

const RUNS: usize = 7;

/// Twelve columns a house might keep; no two rows about one customer.
fn list(rows: usize) -> String {
    let industries = ["食品", "金属製品", "運輸", "小売", "情報通信", "建設"];
    let cities = [
        ("東京都", "千代田区"),
        ("大阪府", "大阪市北区"),
        ("愛知県", "名古屋市中区"),
        ("福岡県", "福岡市博多区"),
    ];
    let families = ["田中", "山本", "髙橋", "渡邊", "さくら", "Acme ", "日本", "東亜"];
    let trades = ["製作所", "商事", "運輸", "食品", "電機", "工業", "システム"];
    let mut text = String::from(
        "会社名,フリガナ,電話番号,メール,郵便番号,都道府県,市区町村,住所,業種,従業員数,ランク,備考\n",
    );
    for n in 0..rows {
        let (region, city) = cities[n % 4];
        let _ = writeln!(
            text,
            "株式会社{}{}{n},カブシキガイシャ{n},{},info{n}@tanaka{}.example.co.jp,{:03}-{:04},{region},{city},梅田{}-{}-{},{},{},{},{}",
            families[n % 8],
            trades[n % 7],
            phone(n),
            n % 977,
            n % 1000,
            n % 10_000,
            n % 9 + 1,
            n % 30 + 1,
            n % 20 + 1,
            industries[n % 6],
            n % 500 + 1,
            ["A", "B", "C", "D"][n % 4],
            if n % 3 == 0 { "展示会で名刺交換。20台で検討中" } else { "" },
        );
    }
    text
}

fn phone(n: usize) -> String {
    let (line, rest) = (n / 10_000 % 10_000, n % 10_000);
    match n % 4 {
        0 => format!("03-{:04}-{rest:04}", 3000 + line % 3000),
        1 => format!("06-{:04}-{rest:04}", 6000 + line % 900),
        2 => format!("090-{:04}-{rest:04}", 1000 + line % 8000),
        _ => format!("052-{:03}-{rest:04}", 200 + line % 700),
    }
}

fn bare(folder: &Path, csv: &Path) -> Duration {
    let db = folder.join("bare.db");
    let _ = std::fs::remove_file(&db);
    let columns = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"].join(" TEXT, ");
    let start = Instant::now();
    let status = Command::new("sqlite3")
        .arg(&db)
        .arg(format!("CREATE TABLE t ({columns} TEXT)"))
        .arg(format!(".import --csv --skip 1 {} t", csv.display()))
        .stdout(Stdio::null())
        .status();
    assert!(status.unwrap().success());
    start.elapsed()
}

/// An import, the same again (which changes nothing), and its undo.
fn ours(folder: &Path, csv: &Path, rows: u64) -> [Duration; 3] {
    let folder = tempfile::tempdir_in(folder).unwrap();
    let mut desk = Desk::open(&folder.path().join("book.db"), "Kawai", NOW).unwrap();
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let start = Instant::now();
    let outcome = run(&mut desk, csv, &How::default(), NOW, &mut watch).unwrap();
    let took = start.elapsed();
    assert_eq!(outcome.plan.counts.added, rows);
    let start = Instant::now();
    let mut watch = Watch { progress: &mut |_, _| {}, stop: &|| false };
    let again = run(&mut desk, csv, &How::default(), NOW, &mut watch).unwrap();
    let twice = start.elapsed();
    assert_eq!((again.plan.counts.unchanged, again.batch), (rows, None));
    let start = Instant::now();
    let undone = desk.undo_import(&outcome.batch.unwrap().to_string(), NOW).unwrap();
    assert_eq!((undone.kept, desk.customer_count().unwrap()), (0, 0));
    [took, twice, start.elapsed()]
}

/// The most memory this process has had, in KB; zero where the system does not tell.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim_end_matches("kB").trim().parse().ok()).unwrap_or(0)
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[test]
#[ignore = "a measurement, on a release build"]
fn import_and_undo_beside_a_bare_import() {
    let rows: usize = std::env::var("ROWS").map_or(100_000, |rows| rows.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let csv = folder.path().join("list.csv");
    std::fs::write(&csv, list(rows)).unwrap();
    // Forgets the peak that making the file was; where it cannot, that is told instead.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let mut times: [Vec<Duration>; 4] = Default::default();
    let runs = if rows > 200_000 { 1 } else { RUNS };
    for _ in 0..runs {
        times[0].push(bare(folder.path(), &csv));
        let ours = ours(folder.path(), &csv, rows as u64);
        times[1..].iter_mut().zip(ours).for_each(|(times, time)| times.push(time));
    }
    let [bare, import, twice, undo] = times.map(median);
    println!("peak memory {} MB", peak() / 1024);
    println!(
        "{rows} rows: sqlite3 .import {bare:.2?}, import {import:.2?} ({:.2} of its speed), again {twice:.2?}, undo {undo:.2?}",
        bare.as_secs_f64() / import.as_secs_f64()
    );
}
