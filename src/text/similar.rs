//! "Did you mean": the nearest of some names.
//!
//! A word and candidates come in; one of them goes out, or none when nothing is near enough: a far-fetched guess is worse than none.

use super::fold::fold;
use super::han::is_han;
use super::pinyin::syllables;

/// As many names may share one of two Han characters with the word before a guess among them is noise.
const FEW: usize = 3;

/// The candidate nearest to `word` by edit distance over folded text, if it is near enough to be meant
/// (at most a third of the characters wrong, at least one right). The first of equals wins, but one that sounds the same wins over it:
/// people type by pinyin. Of two Han characters one may be wrong, if the name sounds the same or few names come as near.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Longer texts are no names; comparing them would cost the product of their lengths.
    let word = fold(&word.chars().take(80).collect::<String>());
    let sound = syllables(&word);
    let mut best: Option<(usize, bool, &str)> = None;
    let mut of_two: Vec<(bool, &str)> = Vec::new();
    for candidate in candidates {
        let folded = fold(candidate);
        let longer = word.chars().count().max(folded.chars().count());
        let wrong = strsim::osa_distance(&word, &folded);
        let differs = || syllables(&folded) != sound;
        if wrong < longer && wrong * 3 <= longer {
            let rank = (wrong, differs());
            if best.is_none_or(|(wrong, differs, _)| rank < (wrong, differs)) {
                best = Some((rank.0, rank.1, candidate));
            }
        } else if longer == 2 && wrong == 1 && folded.chars().all(is_han) {
            of_two.push((differs(), candidate));
        }
    }
    if let Some((_, _, candidate)) = best {
        return Some(candidate);
    }
    let few = of_two.len() <= FEW;
    of_two
        .into_iter()
        .filter(|(differs, _)| few || !differs)
        .min_by_key(|(differs, _)| *differs)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_fingers_is_mended() {
        let keys = ["title", "date", "draft", "date_written", "unit", "units"];
        for (word, meant) in [
            ("darft", Some("draft")),
            ("titel", Some("title")),
            ("TITLE", Some("title")),
            ("date-written", Some("date_written")),
            ("unit_", Some("unit")),
            ("publisher", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, keys), meant, "{word}");
        }
    }

    #[test]
    fn the_first_of_equals_wins() {
        assert_eq!(nearest("abcx", ["abcd", "abce"]), Some("abcd"));
        assert_eq!(nearest("abcx", ["abce", "abcd"]), Some("abce"));
    }

    #[test]
    fn a_han_word_of_two_with_one_wrong_is_meant_when_few_come_near() {
        let keys = ["标签", "标题", "单位", "发布日期", "报送日期", "年度"];
        assert_eq!(
            nearest("标提", keys),
            Some("标题"),
            "sounds the same, and so wins over 标签"
        );
        assert_eq!(nearest("年份", keys), Some("年度"));
        assert_eq!(nearest("发步日期", keys), Some("发布日期"));
        assert_eq!(nearest("密码", keys), None);
        assert_eq!(nearest("财政", ["市财政局", "市教育局"]), None);
        assert_eq!(nearest("财证局", ["教育局", "财政局"]), Some("财政局"));
        let many = ["标一", "标二", "标三", "标四"];
        assert_eq!(nearest("标点", many), None);
    }

    #[test]
    fn a_text_of_any_length_is_no_burden() {
        assert_eq!(nearest(&"很".repeat(1_000_000), ["标题"]), None);
    }
}
