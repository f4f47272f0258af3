//! The register as Excel and Notepad save it, and its mistakes.

use super::*;

type Line = (String, String, i16, String, String);

fn read(text: &str) -> (Vec<Line>, Vec<(&'static str, u32, u32)>) {
    let source = Arc::new(SourceText::new("data/submissions.csv", text));
    let (lines, told) = register(&source);
    let lines = lines
        .into_iter()
        .map(|s| {
            let filed = match s.filed.value {
                Filed::On(date) => date.to_string(),
                Filed::Exempt => "exempt".to_owned(),
            };
            let note = s.note.map(|n| n.value).unwrap_or_default();
            (
                s.duty.unit.value,
                s.duty.kind.value,
                s.duty.year.value,
                filed,
                note,
            )
        })
        .collect();
    let told = told
        .iter()
        .map(|d| {
            (
                d.code,
                d.place.as_ref().unwrap().line,
                d.place.as_ref().unwrap().column,
            )
        })
        .collect();
    (lines, told)
}

fn line(unit: &str, kind: &str, year: i16, filed: &str, note: &str) -> Line {
    (unit.into(), kind.into(), year, filed.into(), note.into())
}

#[test]
fn both_languages_any_order_and_any_line_end_are_read() {
    let expected = vec![
        line("财政局", "plan", 2026, "2026-03-05", ""),
        line("审计局", "自查总结", 2025, "exempt", "机构改革, 合并\n待定"),
    ];
    let chinese = "单位,材料,年度,报送日期,说明\r\n财政局,plan,2026,2026年3月5日,\r\n审计局 ,自查总结,2025年,免报,\"机构改革, 合并\n待定\"\r\n\r\n,,,,\r\n";
    assert_eq!(read(chinese), (expected.clone(), vec![]));
    let english = "note,submitted,unit,kind,year\n,2026/3/5,财政局,plan,２０２６\n\"机构改革, 合并\n待定\",exempt,审计局,自查总结,2025";
    assert_eq!(read(english), (expected, vec![]));
}

#[test]
fn the_note_may_be_left_out() {
    let (lines, told) = read("单位,材料,年度,报送日期,说明\n财政局,plan,2026,2026-03-05\n");
    assert_eq!((lines.len(), told.len()), (1, 0));
    let (lines, told) = read("单位,材料,年度,报送日期\n财政局,plan,2026,2026-03-05,,\n");
    assert_eq!((lines.len(), told.len()), (1, 0));
}

#[test]
fn each_mistake_is_told_at_its_cell_and_the_other_lines_are_read() {
    let head = "单位,材料,年度,报送日期,说明\n";
    for (text, expected) in [
        ("财政局,plan,2026,三月五日,", ("register/date-form", 2, 15)),
        ("财政局,plan,2026,2026-02-30,", ("register/no-such-day", 2, 15)),
        ("财政局,plan,二〇二六,2026-02-03,", ("register/year", 2, 10)),
        ("财政局,,2026,2026-02-03,", ("register/empty-cell", 2, 5)),
        ("财政局,plan,2026", ("register/cells", 2, 1)),
        ("财政局,plan,2026,2026-03-05,说明,多", ("register/cells", 2, 1)),
        (
            "财政局，plan,2026,2026-03-05",
            ("register/full-width-comma", 2, 4),
        ),
        (
            "财政局,\"plan,2026,2026-03-05,",
            ("register/unclosed-quote", 2, 5),
        ),
    ] {
        let (lines, told) = read(&format!("{head}{text}\n审计局,plan,2026,2026-03-05,\n"));
        assert!(lines.iter().any(|line| line.0 == "审计局"), "{text}");
        assert_eq!(told.first(), Some(&expected), "{text}");
    }
}

#[test]
fn full_width_commas_throughout_are_told_and_read_as_commas() {
    let (lines, told) = read("单位，材料，年度，报送日期\n财政局，plan，2026，2026-03-05\n");
    assert_eq!(lines, [line("财政局", "plan", 2026, "2026-03-05", "")]);
    assert_eq!(
        told,
        [
            ("register/full-width-comma", 1, 3),
            ("register/full-width-comma", 2, 4)
        ]
    );
}

#[test]
fn mistakes_of_the_header_are_told() {
    assert_eq!(
        read("财政局,plan,2026,2026-03-05\n").1,
        [("register/header", 1, 1)]
    );
    assert_eq!(
        read("单位,材料,年,报送日期,单位\n").1,
        [
            ("register/unknown-column", 1, 7),
            ("register/duplicate-column", 1, 14),
            ("register/missing-column", 1, 1),
        ]
    );
    assert_eq!(read("").1, []);
}

#[test]
fn an_exemption_without_a_reason_is_a_warning() {
    let (lines, told) = read("单位,材料,年度,报送日期,说明\n财政局,plan,2026,免报,\n");
    assert_eq!(lines, [line("财政局", "plan", 2026, "exempt", "")]);
    assert_eq!(told, [("register/exempt-reason", 2, 15)]);
}
