//! Words around an age, in lists.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A list of words: its bit, and its words.
#[derive(Clone, Copy)]
pub(super) struct List(u16, &'static str);

/// Words after "baby" that make it a thing or a loss rather than a child.
pub(super) const NOT_A_BABY: List = List(
    1 << 0,
    "\
    bank banks loss died clothes equipment stuff items formula daddy dad father shower blues",
);

/// Words before "baby" that make it a loss or one to come.
pub(super) const NO_BABY_YET: List = List(
    1 << 1,
    "\
    lost losing loss trying having expecting",
);

/// Words that say a baby is on its way.
pub(super) const PREGNANT: List = List(
    1 << 2,
    "\
    pregnant pregnancy expecting antenatal preggers preggo prenatal unborn",
);

/// Words for a child, or before an age.
pub(super) const CHILD: List = List(
    1 << 3,
    "\
    son daughter boy boys girl girls lad lads kid kids child children brother sister nephew niece \
    grandson granddaughter grandchild twins twin two three dd ds male female pupil student yp lass aged \
    age ages stepson stepdaughter siblings nearly almost just turned turning im hes shes theyre m f mine \
    pregnant and family cousin mate friend youngest oldest eldest ours who lo client",
);

/// Words after a bare number that show it is not an age.
pub(super) const COUNTED: List = List(
    1 << 4,
    "\
    kid kids child children bed beds bedroom bedrooms week weeks wk wks month months day days hour hours \
    hr hrs min mins minutes mile miles pound pounds quid people times am pm oclock percent stone st lb \
    kg g year years yr yrs nights night other others of sons daughters boys girls lads babies dogs jobs \
    schools nd rd th under under5s terms term babys adults siblings teens teenagers toddlers weekends \
    sessions different funded free little young",
);

/// Words before a bare number that show it is not an age.
pub(super) const NUMBERED: List = List(
    1 << 5,
    "\
    level levels section stage tier key ks form room flat number no step score dash at until til till \
    for since over option part band class group unit plan grade type about past by before after wait \
    waited waiting want a of every in last than channel mum mam dad got have had with line press ring \
    call phone text dial",
);

/// Words that make a number of weeks one of pregnancy.
pub(super) const BIRTH: List =
    List(1 << 6, "birth labour bump midwife midwives scan due antenatal trimester pregnant pregnancy");

/// Words that make "at 8" an age rather than a time.
pub(super) const GROWING: List = List(1 << 7, "still normal yet behind should");

/// Words before a number written out that make it an age.
pub(super) const TELLING: List = List(1 << 8, "aged age is im hes shes turned nearly just almost");

/// Words between a child and an age.
pub(super) const BETWEEN: List = List(1 << 9, "is was now are only just turned whos whose nearly almost aged am");

/// Words after a number that make it an age.
pub(super) const AFTER: List = List(1 << 10, "boy girl male female son daughter lad m f yo pregnant");

/// The bits of the lists that each word stands in, so that a word is looked up once and not looked
/// for from list to list.
static LISTED: LazyLock<FxHashMap<&'static str, u16>> = LazyLock::new(|| {
    let mut listed = FxHashMap::default();
    for list in [NOT_A_BABY, NO_BABY_YET, PREGNANT, CHILD, COUNTED, NUMBERED, BIRTH, GROWING, TELLING, BETWEEN, AFTER] {
        list.words().for_each(|word| *listed.entry(word).or_default() |= list.0);
    }
    listed
});

impl List {
    /// Its words.
    pub(super) fn words(self) -> impl Iterator<Item = &'static str> + use<> {
        self.1.split_whitespace()
    }
}

/// Whether a list holds a word.
pub(super) fn holds(list: List, word: &str) -> bool {
    LISTED.get(word).is_some_and(|lists| lists & list.0 != 0)
}
