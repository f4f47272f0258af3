//! Where a title may be broken: into lines of like length for an official document (GB/T 9704-2012, 7.3.1), or into pieces that a browser
//! keeps whole.
//!
//! Without a dictionary: quotes and brackets, digits with what they count, words that such titles are made of, and what may not begin or end a
//! line give each place a price; the cheapest way through is taken. A browser's own balancing breaks 班子 and 通知 in two.

use std::ops::Range;

use crate::text::han::is_han;
use crate::text::width::printed as width;

/// How many half characters of size 2 fit into a line: 22 pt in 156 mm are 20 characters.
const FULL: usize = 40;
/// What a break within a known word costs; a line that is n half characters longer or shorter than the others costs n² / 2.
const WORD: usize = 80;
const FORBIDDEN: usize = 100_000;
/// Bytes; what is longer is no title of an official document.
const LONGEST: usize = 600;

/// Words of two characters that titles of notices, opinions and reports, and names of units, are made of; sorted.
#[rustfmt::skip]
const WORDS: [&str; 163] = [
    "一步", "一线", "上半", "下半", "专题", "个人", "中心", "举办", "事务", "事项", "任务", "优秀", "会议", "住房", "作风", "修改", "修订", "做好", "做法",
    "健康", "先进", "党员", "党委", "党组", "全市", "全省", "公告", "公布", "公开", "关于", "农业", "农村", "决定", "分工", "创建", "制度", "办公", "办法",
    "加强", "半年", "单位", "卫生", "印发", "发展", "变更", "召开", "各级", "合并", "名单", "名称", "图书", "城乡", "培训", "基层", "填报", "委员", "季度",
    "学习", "安排", "完善", "实施", "宣传", "小组", "巡视", "工作", "市委", "市政", "市直", "布置", "干部", "年中", "年度", "广电", "废止", "廉洁", "延长",
    "建设", "开展", "征求", "征集", "总结", "情况", "意见", "成员", "成立", "截止", "执行", "批复", "批转", "报告", "报送", "推行", "推进", "措施", "撤销",
    "支部", "改革", "政府", "政治", "教育", "数据", "整改", "文化", "方案", "旅游", "时间", "更名", "有关", "服务", "期限", "机关", "机制", "材料", "档案",
    "检查", "民生", "活动", "深化", "清单", "班子", "理论", "监督", "目标", "直属", "研讨", "社会", "管理", "组织", "细则", "经验", "结果", "绩效", "群众",
    "考核", "职工", "自查", "落实", "表彰", "表扬", "规定", "规范", "计划", "设立", "评比", "请示", "读书", "调整", "调研", "财政", "责任", "资料", "转发",
    "进一", "通告", "通报", "通知", "部署", "部门", "重点", "问题", "集中", "集体", "领导",
];

/// The lines of a title; one for a title that fits into one.
pub fn lines(title: &str) -> Vec<&str> {
    let whole = width(title);
    if whole <= FULL || title.len() > LONGEST {
        return vec![title];
    }
    let count = whole.div_ceil(FULL - 2);
    let Some(starts) = Places::new(title).cheapest(count, whole / count) else {
        return vec![title];
    };
    let ends = starts.iter().skip(1).copied().chain([title.len()]);
    let lines = starts.iter().zip(ends);
    lines
        .filter_map(|(from, to)| title.get(*from..to).map(str::trim))
        .collect()
}

/// What of a title stays whole, in order: a line may end after any of them. What is too long for a title is one piece.
pub fn pieces(title: &str) -> Vec<&str> {
    if title.len() > LONGEST {
        return vec![title];
    }
    let chars: Vec<(usize, char)> = title.char_indices().collect();
    let starts = (1..chars.len()).filter(|at| price(title, &chars, *at) < WORD);
    let mut pieces = Vec::new();
    let mut from = 0;
    for byte in starts.filter_map(|at| chars.get(at)).map(|(byte, _)| *byte) {
        pieces.push(title.get(from..byte).unwrap_or(""));
        from = byte;
    }
    pieces.push(title.get(from..).unwrap_or(""));
    pieces
}

/// What of a title should not be parted even where there is no room for more care (`pieces`): a number with what it counts, and years with a
/// dash between them. In order, as byte ranges; one look at each character. Not quotes: in a row of a phone they would cost a line.
pub fn numbers(title: &str) -> Vec<Range<usize>> {
    let mut kept = Vec::new();
    let mut at = 0;
    let mut before = ' ';
    while let Some(c) = title.get(at..).and_then(|rest| rest.chars().next()) {
        let end = match c {
            '0'..='9' if !before.is_ascii_alphanumeric() => end_of_number(title, at),
            _ => None,
        };
        if let Some(end) = end {
            kept.push(at..end);
        }
        before = if end.is_some() { ' ' } else { c };
        at = end.unwrap_or(at + c.len_utf8());
    }
    kept
}

/// Where a number that begins here ends with what it counts; nothing for a number that a browser keeps whole by itself.
fn end_of_number(title: &str, from: usize) -> Option<usize> {
    let rest = title.get(from..)?;
    let is_of_number = |c: char| c.is_ascii_digit() || ".—–-".contains(c);
    let digits = rest.find(|c| !is_of_number(c)).unwrap_or(rest.len());
    let (number, after) = rest.split_at_checked(digits)?;
    let number = number.trim_end_matches(|c: char| !c.is_ascii_digit());
    let counted = match after.chars().next() {
        Some(c) if number.len() == digits && is_han(c) => c.len_utf8(),
        _ => 0,
    };
    let year = usize::from(after.starts_with("年度")) * counted;
    let is_whole = counted == 0 && number.is_ascii();
    (!is_whole).then_some(from + number.len() + counted + year)
}

/// The places in a title where a line could begin, and the end.
struct Places {
    all: Vec<Place>,
}

/// Before a character, or at the end.
struct Place {
    byte: usize,
    /// Half characters before it.
    width: usize,
    /// What a break here costs.
    price: usize,
}

/// The price of lines that end at a place, and the bytes where they begin.
type Way = (usize, Vec<usize>);

impl Places {
    fn new(title: &str) -> Places {
        let chars: Vec<(usize, char)> = title.char_indices().collect();
        let place = |(at, byte): (usize, usize)| Place {
            byte,
            width: title.get(..byte).map_or(0, width),
            price: price(title, &chars, at),
        };
        let bytes = chars.iter().map(|(byte, _)| *byte).chain([title.len()]);
        Places {
            all: bytes.enumerate().map(place).collect(),
        }
    }

    /// The cheapest way to so many lines, each about as long as `ideal`.
    fn cheapest(&self, count: usize, ideal: usize) -> Option<Vec<usize>> {
        let mut best: Vec<Option<Way>> = self.all.iter().map(|_| None).collect();
        *best.first_mut()? = Some((0, Vec::new()));
        for _ in 0..count {
            best = (0..self.all.len())
                .map(|to| self.line(&best, to, ideal))
                .collect();
        }
        best.pop()?.map(|(_, starts)| starts)
    }

    /// The cheapest last line that ends here, after the best ways to where it can begin.
    fn line(&self, best: &[Option<Way>], to: usize, ideal: usize) -> Option<Way> {
        let end = self.all.get(to)?;
        let ways = self.all.iter().zip(best).take(to);
        let priced = ways.filter_map(|(start, way)| {
            let (spent, starts) = way.as_ref()?;
            let long = end.width - start.width;
            let uneven = long.abs_diff(ideal);
            (long <= FULL).then(|| (spent + uneven * uneven / 2 + end.price, start.byte, starts))
        });
        let (price, from, starts) = priced.min_by_key(|(price, ..)| *price)?;
        (price < FORBIDDEN).then(|| (price, starts.iter().copied().chain([from]).collect()))
    }
}

/// What a break before the character `at` costs; the end costs nothing.
fn price(title: &str, chars: &[(usize, char)], at: usize) -> usize {
    let char_at = |at: usize| chars.get(at).map(|(_, c)| *c);
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(char_at), char_at(at)) else {
        return 0;
    };
    if "、，。：；！？）》”’〉】〕·—".contains(after) || "（《“‘〈【〔".contains(before)
    {
        return FORBIDDEN;
    }
    if before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric() {
        return FORBIDDEN;
    }
    let byte = |at: usize| chars.get(at).map_or(title.len(), |(byte, _)| *byte);
    let known = |from: Option<usize>| {
        let pair = from.and_then(|from| title.get(byte(from)..byte(from + 2)));
        pair.is_some_and(|pair| WORDS.binary_search(&pair).is_ok())
    };
    let words = match (at.checked_sub(1), at.checked_sub(2)) {
        (middle, _) if known(middle) => WORD,
        (_, left) if known(left) || known(Some(at)) => 4,
        _ if is_han(before) && is_han(after) => 24,
        _ => 2,
    };
    let (left, right) = title.split_at_checked(byte(at)).unwrap_or((title, ""));
    words + kept(before, after) + marked(left) + usize::from(is_in_number(left, right)) * WORD
}

/// Whether this is within the brackets of a document's number: （云江直工发〔2026〕1号）.
fn is_in_number(left: &str, right: &str) -> bool {
    let Some((_, begun)) = left.rsplit_once('（') else {
        return false;
    };
    let rest = right.split_once('）').map_or("", |(rest, _)| rest);
    !begun.contains('）') && (begun.contains('〔') || rest.contains('〔'))
}

/// A break within quotes costs much, within the marks of a book title something.
fn marked(before: &str) -> usize {
    let open = |opening: char, closing: char| {
        let count = |mark: char| before.matches(mark).count();
        count(opening) > count(closing)
    };
    usize::from(open('“', '”')) * WORD + usize::from(open('《', '》')) * 6
}

/// Characters that belong to their neighbour.
fn kept(before: char, after: char) -> usize {
    match (before, after) {
        // 2026年, 17个.
        (digit, _) if digit.is_ascii_digit() => WORD,
        // 发〔2026〕1号, 2026-03-28; what 不 and 未 deny.
        (_, '〔') | ('〕' | '-', '0'..='9') | ('不' | '未', _) => WORD,
        // The line would begin with 的, or end with a preposition.
        (_, '的' | '等' | '们' | '了') => WORD,
        (
            '和' | '与' | '及' | '对' | '在' | '为' | '向' | '从' | '以' | '各' | '第' | '全' | '被' | '将'
            | '把',
            _,
        ) => 30,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_that_fits_stays_whole() {
        assert_eq!(
            lines("关于2026年度创建计划报送情况的通报"),
            ["关于2026年度创建计划报送情况的通报"]
        );
        assert_eq!(lines(""), [""]);
    }

    #[test]
    fn words_and_quotes_stay_whole_in_lines_of_like_length() {
        let cases = [
            "关于印发《2026年市直机关“四好班子”创建活动工作方案》的通知",
            "关于在市直机关开展“四好班子”创建活动的意见",
            "关于推行市直单位领导班子成员“一线办理日”的意见",
            "关于深化市直机关“四好班子”创建活动的实施意见",
            "关于2025年度市直机关“四好班子”创建活动情况的报告",
            "关于对2024—2025年度市直机关“四好班子”创建活动中成效明显的领导班子予以通报表扬的通报",
        ];
        for title in cases {
            let lines = lines(title);
            assert_eq!(lines.concat(), title);
            for line in &lines {
                assert!(width(line) <= FULL, "{line}");
                assert!(!line.starts_with(['的', '》', '”', '、']), "{line}");
                assert_eq!(line.matches('“').count(), line.matches('”').count(), "{line}");
            }
        }
    }

    #[test]
    fn pieces_keep_words_numbers_and_quotes() {
        assert_eq!(
            pieces("关于报送2026年度自查总结的通知"),
            ["关于", "报送", "2026年度", "自查", "总结的", "通知"]
        );
        assert_eq!(
            pieces("市直机关“四好班子”创建"),
            ["市直", "机关", "“四好班子”", "创建"]
        );
        assert_eq!(pieces("汛后复盘"), ["汛", "后", "复", "盘"]);
        assert_eq!(pieces("云江直工发〔2026〕1号").last(), Some(&"发〔2026〕1号"));
        assert_eq!(
            pieces("通报》（云江直工发〔2026〕1号）。"),
            ["通报》", "（云江直工发〔2026〕1号）。"]
        );
        assert_eq!(pieces("2024-03-28报送，未公开"), ["2024-03-28报送，", "未公开"]);
        assert_eq!(pieces(""), [""]);
        let long = "题".repeat(300);
        assert_eq!(pieces(&long), [long.as_str()]);
    }

    #[test]
    fn numbers_stay_with_what_they_count() {
        let kept = |title: &'static str| -> Vec<&str> {
            let ranges = numbers(title).into_iter();
            ranges.filter_map(|range| title.get(range)).collect()
        };
        assert_eq!(kept("2026年度“四好班子”创建计划"), ["2026年度"]);
        assert_eq!(kept("关于对2024—2025年度186项措施"), ["2024—2025年度", "186项"]);
        assert_eq!(kept("压到0.5亿元，2024—2025，第3"), ["0.5亿", "2024—2025"]);
        assert_eq!(kept("GB/T 9704-2012、IPv6的3-"), Vec::<&str>::new());
    }

    #[test]
    fn quotes_count_as_whole_characters() {
        let lines = lines("市直机关“四好班子”创建活动检查考核评分表");
        assert_eq!(lines, ["市直机关“四好班子”", "创建活动检查考核评分表"]);
    }

    #[test]
    fn the_words_are_sorted() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn what_cannot_be_broken_is_left_to_the_browser() {
        let title = "a".repeat(60);
        assert_eq!(lines(&title), [title.as_str()]);
        let title = "题".repeat(500);
        assert_eq!(lines(&title), [title.as_str()]);
    }
}
