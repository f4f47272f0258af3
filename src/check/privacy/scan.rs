//! Digits in a line: groups of them, what parts the groups, and which of the groups together are a person's number.

use super::super::words::behind;
use super::number::{Kind, is_card, is_id, is_mobile, is_old_id};

/// A number that was found: byte range in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Digits side by side.
struct Group {
    digits: Vec<u8>,
    start: usize,
    end: usize,
}

/// The fewest digits worth looking at: those of a mobile number.
const FEWEST: usize = 11;
/// The most digits that any number of a person has, X included.
const MOST: usize = 19;

/// The value of a digit of either width.
pub(super) fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        '０'..='９' => u8::try_from(c as u32 - '０' as u32).ok(),
        _ => None,
    }
}

/// The check digit ten.
pub(super) fn is_x(c: char) -> bool {
    matches!(c, 'x' | 'X' | 'ｘ' | 'Ｘ')
}

/// A line, and what is asked of it for each number: found out once, or a line of a million numbers would take a million times as long.
struct Context<'t> {
    text: &'t str,
    /// Whether the line names 身份证.
    names_id: bool,
}

/// All numbers of persons in a line.
pub(super) fn scan(line: &str) -> Vec<Found> {
    let mut found = Vec::new();
    if !may_hold_one(line) {
        return found;
    }
    let line = &Context {
        text: line,
        names_id: line.contains("身份证"),
    };
    let mut run: Vec<Group> = Vec::new();
    let mut chars = line.text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some(first) = digit(c) else { continue };
        let mut group = Group {
            digits: vec![first],
            start: at,
            end: at + c.len_utf8(),
        };
        while let Some((at, next)) = chars.next_if(|(_, c)| digit(*c).is_some()) {
            // More digits than any number has need not be kept, only known of.
            if group.digits.len() <= MOST {
                group.digits.extend(digit(next));
            }
            group.end = at + next.len_utf8();
        }
        if run
            .last()
            .is_some_and(|last| !parts_groups(line.text, last.end, group.start))
        {
            judge(line, &std::mem::take(&mut run), &mut found);
        }
        run.push(group);
    }
    judge(line, &run, &mut found);
    found
}

/// Whether a line has enough digits close together: looks at its bytes, since nearly every line has not. A line that is let through in
/// vain only costs time.
fn may_hold_one(line: &str) -> bool {
    has_digits(line.as_bytes()) && has_them_close(line)
}

/// Whether there are enough digits at all, full-width ones by their last two bytes (BC 90 to BC 99). Every byte is looked at, without a way
/// out, and counted in a byte, so that the compiler takes sixteen at once.
fn has_digits(bytes: &[u8]) -> bool {
    let next = bytes.get(1..).unwrap_or_default();
    let narrow = bytes.chunks(COUNTED).map(|bytes| {
        let digits = bytes.iter().map(|byte| u8::from(byte.is_ascii_digit()));
        usize::from(digits.sum::<u8>())
    });
    let wide = bytes
        .chunks(COUNTED)
        .zip(next.chunks(COUNTED))
        .map(|(bytes, next)| {
            let digits = bytes
                .iter()
                .zip(next)
                .map(|(one, two)| u8::from((*one == 0xbc) & (0x90..=0x99).contains(two)));
            usize::from(digits.sum::<u8>())
        });
    narrow.sum::<usize>() + wide.sum::<usize>() >= FEWEST
}

/// As many as one byte can count.
const COUNTED: usize = 255;

/// Whether they stand together. Bytes that begin a full-width digit count as one, those that may begin a separator count for nothing.
fn has_them_close(line: &str) -> bool {
    let mut count = 0;
    line.bytes().any(|byte| {
        match byte {
            b'0'..=b'9' | 0xef => count += 1,
            b' ' | b'-' | 0x80..=0xbf | 0xc2 | 0xe2 | 0xe3 => {}
            _ => count = 0,
        }
        count >= FEWEST
    })
}

/// Whether what stands between two groups may part one number: a space or a hyphen of any kind.
fn parts_groups(line: &str, from: usize, to: usize) -> bool {
    let between = line.get(from..to).unwrap_or_default();
    let mut chars = between.chars();
    match (chars.next(), chars.next(), chars.next()) {
        (Some(one), two, None) => [Some(one), two].into_iter().flatten().all(is_separator),
        _ => false,
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2002}'..='\u{200b}' | '\u{3000}' | '-' | '\u{2010}'..='\u{2014}' | '－' | '·' | '\u{2212}')
}

/// Finds the numbers of a run of groups; each group belongs to one number at most.
fn judge(line: &Context<'_>, run: &[Group], found: &mut Vec<Found>) {
    let mut at = 0;
    while let Some(first) = run.get(at) {
        let mut digits: Vec<u8> = Vec::new();
        let mut hit = None;
        if !is_glued_before(line.text, first.start) {
            for (last, group) in run.iter().enumerate().skip(at) {
                digits.extend(&group.digits);
                if digits.len() > MOST {
                    break;
                }
                if digits.len() < FEWEST {
                    continue;
                }
                let groups = run.get(at..=last).unwrap_or_default();
                if let Some(kind) = kind(line, groups, &digits) {
                    let check = after(line.text, group.end)
                        .filter(|c| digits.len() == 17 && is_x(*c))
                        .map_or(0, char::len_utf8);
                    hit = Some((
                        last + 1,
                        Found {
                            kind,
                            start: first.start,
                            end: group.end + check,
                        },
                    ));
                    // A shorter number may begin a longer one: the longest wins.
                }
            }
        }
        match hit {
            Some((next, number)) => {
                found.push(number);
                at = next;
            }
            None => at += 1,
        }
    }
}

/// What some groups together are.
fn kind(line: &Context<'_>, groups: &[Group], digits: &[u8]) -> Option<Kind> {
    let (first, last) = (groups.first()?, groups.last()?);
    let next = after(line.text, last.end);
    let checked = digits.len() == 17 && next.is_some_and(is_x);
    let end = if checked {
        last.end + next.map_or(0, char::len_utf8)
    } else {
        last.end
    };
    if is_glued_after(line.text, end) {
        return None;
    }
    if checked {
        let digits: Vec<u8> = digits.iter().copied().chain([10]).collect();
        return is_id(&digits).then_some(Kind::Id);
    }
    if is_id(digits) || (line.names_id && is_old_id(digits)) {
        return Some(Kind::Id);
    }
    let lengths: Vec<usize> = groups.iter().map(|g| g.digits.len()).collect();
    let in_address = || is_in_address(line.text, first.start);
    let card = matches!(
        lengths.as_slice(),
        [_] | [6, _] | [4, 4, 4, 4] | [4, 4, 4, 4, 1..=3]
    );
    if card && is_card(digits) && !in_address() {
        return Some(Kind::Card);
    }
    let (digits, lengths) = without_country(line.text, first, digits, &lengths);
    let mobile = matches!(lengths, [11] | [3, 4, 4] | [4, 3, 4] | [3, 8] | [7, 4]);
    (mobile && is_mobile(digits) && !next.is_some_and(is_measure) && !in_address()).then_some(Kind::Mobile)
}

/// A number without the code of the country: +86, 0086, or 86 as a group of its own.
fn without_country<'d>(
    line: &str,
    first: &Group,
    digits: &'d [u8],
    lengths: &'d [usize],
) -> (&'d [u8], &'d [usize]) {
    let plus = line
        .get(..first.start)
        .is_some_and(|head| head.ends_with(['+', '＋']));
    match (digits, lengths) {
        ([8, 6, rest @ ..], [2, tail @ ..]) => (rest, tail),
        ([0, 0, 8, 6, rest @ ..], [4, tail @ ..]) => (rest, tail),
        ([8, 6, rest @ ..], [13]) if plus => (rest, &[11]),
        ([0, 0, 8, 6, rest @ ..], [15]) => (rest, &[11]),
        _ => (digits, lengths),
    }
}

fn after(line: &str, at: usize) -> Option<char> {
    line.get(at..)?.chars().next()
}

/// Whether a number's first digit is within a word, a digest or a decimal: a longer mix of letters and digits, or digits before a point.
/// A few letters before it may be its label (ID, Tel, SFZ).
fn is_glued_before(line: &str, start: usize) -> bool {
    let head = line.get(..start).unwrap_or_default();
    let word = head.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let letters = head.len() - word.len();
    let beyond = word.chars().next_back();
    letters > 4
        || (letters > 0 && beyond.is_some_and(|c| c.is_ascii_digit() || c == '_' || c == '%'))
        || (letters == 0
            && matches!(beyond, Some('.' | '_' | '%'))
            && word.len() > 1
            && is_digit_before_last(word))
}

fn is_digit_before_last(word: &str) -> bool {
    word.chars()
        .rev()
        .nth(1)
        .is_some_and(|c| c.is_ascii_alphanumeric())
}

/// Whether a word or a decimal goes on after a number.
fn is_glued_after(line: &str, end: usize) -> bool {
    let mut tail = line.get(end..).unwrap_or_default().chars();
    match tail.next() {
        Some('.') => tail.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => c.is_ascii_alphanumeric() || c == '_',
        None => false,
    }
}

/// A number that is followed by one of these counts something.
fn is_measure(c: char) -> bool {
    "元万亿吨个人次户件册平公千立%％％".contains(c)
}

/// Whether a place lies within an address of the web.
fn is_in_address(line: &str, at: usize) -> bool {
    let head = behind(line, at, 300);
    let word =
        head.rfind(|c: char| c.is_whitespace() || !c.is_ascii() || matches!(c, '(' | '<' | '"' | '\''));
    let word = word.and_then(|from| head.get(from..)).unwrap_or(head);
    word.contains("://") || word.contains("www.")
}
