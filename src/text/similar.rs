//! "Did you mean": the nearest of some names.

/// The candidate nearest to `word` by edit distance over folded text, if it is near enough to be meant
/// (at most a third of the characters wrong, at least one right). The first of equals wins.
pub fn nearest<'a>(_word: &str, _candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    unimplemented!()
}
