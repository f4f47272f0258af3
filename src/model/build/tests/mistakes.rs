//! Thousands of mistakes. How long builds of many documents take is for `benches/build` and `benches/preview`.

use std::time::Instant;

use super::case::Case;

/// A folder in which everything is wrong must not take minutes to say so.
#[test]
fn ten_thousand_mistakes_are_told_at_once() {
    let mut case = Case::new();
    for index in 0..2_000 {
        case = case.document(&format!("notices/a{index}.md"), |d| {
            d.link("nowhere/at-all.md");
            d.unit("没有这个局");
            d.replaces("没有这个文件");
            d.attachment("没有.pdf");
        });
    }
    let start = Instant::now();
    assert_eq!(case.told().len(), 8_000);
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}
