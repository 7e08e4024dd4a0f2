//! A long text as windows of the length that the model can read.

/// Pieces from the beginning of a window to that of the next: less than a window holds, so that no
/// sentence is read in halves only.
const STEP: usize = 96;

/// Windows that are read at most. In no language does a text of 16 KB have more, but strings of signs do,
/// and would keep a core busy for more than a second.
pub(crate) const MOST_WINDOWS: usize = 64;

/// Splits pieces into windows of `longest` that overlap; one window where they fit into it. Of more than
/// [`MOST_WINDOWS`] it gives as many from the beginning and from the end.
///
/// The last window ends with the text and is as long as the others: what is said at the end of a long
/// story needs what stands before it to be understood.
pub(crate) fn split_windows(pieces: &[u32], longest: usize) -> Vec<&[u32]> {
    let Some(last) = pieces.len().checked_sub(longest) else { return vec![pieces] };
    let starts = (0..last).step_by(STEP).chain([last]);
    let mut windows: Vec<_> = starts.map(|start| &pieces[start..start + longest]).collect();
    if windows.len() > MOST_WINDOWS {
        windows.drain(MOST_WINDOWS / 2..windows.len() - MOST_WINDOWS / 2);
    }
    windows
}

#[cfg(test)]
mod tests {
    use super::{MOST_WINDOWS, split_windows};

    #[test]
    fn a_text_that_fits_is_one_window() {
        for length in [0, 1, 110] {
            let pieces: Vec<u32> = (0..length).collect();
            assert_eq!(split_windows(&pieces, 110), [&pieces[..]]);
        }
    }

    #[test]
    fn windows_overlap_and_the_last_ends_with_the_text() {
        let pieces: Vec<u32> = (0..303).collect();
        let windows = split_windows(&pieces, 110);
        assert_eq!(windows.iter().map(|window| window[0]).collect::<Vec<_>>(), [0, 96, 192, 193]);
        assert!(windows.iter().all(|window| window.len() == 110));
        assert_eq!(windows[3].last(), Some(&302));
    }

    #[test]
    fn of_too_many_windows_those_at_both_ends_are_read() {
        let pieces: Vec<u32> = (0..20_000).collect();
        let windows = split_windows(&pieces, 110);
        assert_eq!(windows.len(), MOST_WINDOWS);
        assert_eq!(windows[0].first(), Some(&0));
        assert_eq!(windows[MOST_WINDOWS - 1].last(), Some(&19_999));
    }
}
