use server::{
    catalogue::Catalogue,
    folder,
    places::{Gazetteer, read_aliases},
    search::suggest::Suggester,
};
use std::path::Path;
fn main() {
    let dir = Path::new("data/worcestershire");
    let folder = folder::read(dir).unwrap();
    let records = folder::records(&folder, dir).unwrap();
    let aliases = read_aliases(&folder).unwrap();
    let gazetteer = Gazetteer::new(&records.authority, records.gazetteer).with_aliases(&aliases);
    let catalogue = Catalogue::new(records.authority, records.terms, records.listed);
    let begun = std::time::Instant::now();
    let suggester = Suggester::new(&catalogue);
    println!("made in {:?}", begun.elapsed());
    let asked = [
        "lec",
        "lecky",
        "my 14 year old wont go to sch",
        "wor",
        "bab",
        "chi",
        "baby wont sl",
        "kid",
        "debt in droitw",
        "he hits me and the baby wont sl",
        "my daughter is 15 and she has been feeling really anxious about exams and school and i dont know where to turn please help us redditch anx",
    ];
    for typed in asked {
        let mut all: Vec<_> = (0..2000)
            .map(|_| {
                let begun = std::time::Instant::now();
                std::hint::black_box(suggester.suggest(typed, &gazetteer));
                begun.elapsed()
            })
            .collect();
        all.sort();
        println!("median {:?} p99 {:?} {typed}", all[1000], all[1980]);
    }
}
