//! `honours/wording`: words that only the city's committee and government may use, beside a commendation (DOMAIN.md §1).
//!
//! A document that carries `honours` commends by 通报表扬; 表彰, 命名, 授牌, 授予称号 are told in it. Other documents may say them.

use std::sync::LazyLock;

use super::page::{Area, Findings, Page};
use super::words::{Code, Words};
use crate::diagnostic::Diagnostic;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::new(&["表彰", "命名", "授牌", "授予"]));
/// How far behind 授予 the 称号 may stand, in characters.
const REACH: usize = 40;

pub(super) fn check(page: &Page<'_>, findings: &mut Findings<'_>) {
    if !page.commends {
        return;
    }
    for line in page.lines.iter().filter(|line| line.area != Area::Code) {
        let mut code = Code::new(line.text);
        for (at, word) in WORDS.find(line.text) {
            let rest = line.text.get(at + word.len()..).unwrap_or_default();
            let end = match word {
                "授予" => match honour(rest) {
                    Some(length) => at + word.len() + length,
                    None => continue,
                },
                // 曾用名, 文件命名规则: a name given to a thing.
                "命名" if rest.starts_with(['规', '方', '格']) => continue,
                _ => at + word.len(),
            };
            if !code.holds(at) {
                let found = line.text.get(at..end).unwrap_or_default();
                let diagnostic = Diagnostic::warning("honours/wording")
                    .with("word", word)
                    .with("found", found);
                findings.tell(diagnostic, line.start + at, line.start + end);
            }
        }
    }
}

/// How many bytes behind 授予 its 称号 ends, if it stands in the same sentence.
fn honour(rest: &str) -> Option<usize> {
    let reach = rest.char_indices().nth(REACH).map_or(rest.len(), |(at, _)| at);
    let sentence = rest.get(..reach)?.split('。').next()?;
    sentence.find("称号").map(|at| at + "称号".len())
}

#[cfg(test)]
mod tests {
    use super::super::tests::{codes, commending, document};

    #[test]
    fn only_a_commendation_is_held_to_its_words() {
        let text = "决定对10个单位予以表彰，命名为先进单位，授予市财政局“四好班子”称号，并授牌。";
        assert_eq!(codes(&commending(text), "honours/wording"), 4);
        assert_eq!(
            codes(
                &document(&format!("---\ntitle: 甲\n---\n{text}\n")),
                "honours/wording"
            ),
            0
        );
    }

    #[test]
    fn commending_in_the_right_words_is_fine() {
        let text = "经市委同意，对下列单位予以通报表扬。授予方式另行规定。附件命名规则不变。`表彰`";
        assert_eq!(codes(&commending(text), "honours/wording"), 0);
    }
}
