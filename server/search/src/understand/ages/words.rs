//! Words around an age.

/// Words after "baby" that make it a thing or a loss rather than a child.
pub(super) const NOT_A_BABY: &str = "\
    bank banks loss died clothes equipment stuff items formula daddy dad father shower blues";

/// Words before "baby" that make it a loss or one to come.
pub(super) const NO_BABY_YET: &str = "\
    lost losing loss trying having expecting";

/// Words that say a baby is on its way.
pub(super) const PREGNANT: &str = "\
    pregnant pregnancy expecting antenatal preggers preggo prenatal unborn";

/// Words for a child, or before an age.
pub(super) const CHILD: &str = "\
    son daughter boy boys girl girls lad lads kid kids child children brother sister nephew niece \
    grandson granddaughter grandchild twins twin two three dd ds male female pupil student yp lass aged \
    age ages stepson stepdaughter siblings nearly almost just turned turning im hes shes theyre m f mine \
    pregnant and family cousin mate friend youngest oldest eldest ours who lo client";

/// Words after a bare number that show it is not an age.
pub(super) const COUNTED: &str = "\
    kid kids child children bed beds bedroom bedrooms week weeks wk wks month months day days hour hours \
    hr hrs min mins minutes mile miles pound pounds quid people times am pm oclock percent stone st lb \
    kg g year years yr yrs nights night other others of sons daughters boys girls lads babies dogs jobs \
    schools nd rd th under under5s terms term babys adults siblings teens teenagers toddlers weekends \
    sessions different funded free little young";

/// Words before a bare number that show it is not an age.
pub(super) const NUMBERED: &str = "\
    level levels section stage tier key ks form room flat number no step score dash at until til till \
    for since over option part band class group unit plan grade type about past by before after wait \
    waited waiting want a of every in last than channel mum mam dad got have had with line press ring \
    call phone text dial";

/// Words that make a number of weeks one of pregnancy.
pub(super) const BIRTH: &str = "birth labour bump midwife midwives scan due antenatal trimester pregnant pregnancy";

/// Words that make "at 8" an age rather than a time.
pub(super) const GROWING: &str = "still normal yet behind should";

/// Words before a number written out that make it an age.
pub(super) const TELLING: &str = "aged age is im hes shes turned nearly just almost";

/// Words between a child and an age.
pub(super) const BETWEEN: &str = "is was now are only just turned whos whose nearly almost aged am";

/// Words after a number that make it an age.
pub(super) const AFTER: &str = "boy girl male female son daughter lad m f yo pregnant";

/// Whether a list holds a word.
pub(super) fn holds(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}
