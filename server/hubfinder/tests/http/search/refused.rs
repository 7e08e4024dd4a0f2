//! Values that cannot be searched: said, left out, and never run.

use super::*;

#[tokio::test]
async fn wrong_values_are_left_out_said_and_the_rest_is_searched() {
    let wrong = [
        ("age", "abc"),
        ("within", "-3"),
        ("page", "99999"),
        ("need", "nope"),
        ("kind", "x"),
        ("district", "y"),
        ("cost", "no"),
        ("refer", "z"),
        ("level", "9"),
        ("send", "maybe"),
        ("online", "no"),
        ("sort", "up"),
        ("day", "someday"),
        ("from", "25:99"),
        ("open", "later"),
        ("per_page", "999"),
    ];
    for (parameter, value) in wrong {
        let query = format!("near=WR9+9EQ&{parameter}={value}");
        let answer = api(&query).await;
        let left = answer["ignored"].as_array().unwrap();
        assert_eq!(left.len(), 1, "{query}: {left:?}");
        assert_eq!((&left[0]["parameter"], &left[0]["value"]), (&parameter.into(), &value.into()));
        assert!(left[0]["why"].as_str().unwrap().ends_with('.'));
        assert!(answer["total"].as_u64().unwrap() > 100, "{query}");
        let html = page(&query).await;
        assert!(html.contains("We left this out of your search") && html.contains(&format!("“{value}”")), "{query}");
        assert!(cards(&html).count() > 5, "{query}");
    }
    let answer = api("near=WR9+9EQ&page=500").await;
    assert_eq!((&answer["page"], ids(&answer).len()), (&500.into(), 0));
    let html = page("near=WR9+9EQ&page=500").await;
    assert!(html.contains("There are fewer pages than that") && cards(&html).count() > 0);
}

#[tokio::test]
async fn odd_words_are_answered_with_a_useful_page_and_never_run() {
    let long = "a".repeat(10_000);
    let deep = "near%20".repeat(1_400);
    let odd = [
        long.as_str(),
        deep.as_str(),
        "baby%00%07%1B%7F%C2%85",
        "%3Cscript%3Ealert(1)%3C/script%3E",
        "%22%27%3E%3C/textarea%3E%3C/title%3E%3Cscript%3Ealert(1)%3C/script%3E",
        "%E2%80%AEdebt%E2%80%AC",
        "%D7%9E%D7%96%D7%95%D7%9F%20food",
        "%F0%9F%91%B6",
        "%25%25%25",
        "AND%20OR%20NOT%20(%22*%3A~%5E",
        "-%2B%5B%7B",
        "100%",
    ];
    for words in odd {
        for query in [format!("q={words}"), format!("near={words}"), format!("q={words}&near=WR9+9EQ&age={words}")] {
            let shown = &query[..query.len().min(80)];
            let response = fetch(&format!("/search?{query}")).await;
            if query.len() > 16 * 1024 {
                said(response, StatusCode::BAD_REQUEST).await;
                continue;
            }
            assert_eq!(response.status(), StatusCode::OK, "{shown}");
            let html = response.text().await.unwrap();
            let useful = html.contains("class=\"card\"") || html.contains("Talk to somebody");
            assert!(useful && html.contains("01905 520032"), "{shown}");
            assert!(!html.to_lowercase().contains("<script>alert"), "{shown}");
            let unseen = |c: char| c.is_control() && c != '\n' && c != '\t';
            assert!(!html.contains(unseen) && !html.contains('\u{202e}'), "{shown}");
            assert!(fetch(&format!("/map.geojson?{query}")).await.status().is_success(), "{shown}");
            api(&query).await;
        }
    }
    let story = "we+moved+here+last+year+and+all+was+well.+".repeat(200);
    let html = page(&format!("q={story}the+bailiffs+are+at+the+door&q=and+he+hits+me")).await;
    assert!(html.contains("the bailiffs are at the door and he hits me"), "all of a long text stays in the field");
    assert!(!html.contains("This is very long"));
    let html = page("q=%D7%9E%D7%96%D7%95%D7%9F%20food").await;
    assert!(html.contains("מזון"), "what was typed stays in the field");
    assert!(html.contains("class=\"card\""), "the rest of the words is searched");
}

#[tokio::test]
async fn what_is_not_utf8_or_too_long_has_our_page() {
    for path in ["/search?q=%FF", "/search?near=%C3%28", "/search?need=%ED%A0%80"] {
        assert!(said(fetch(path).await, StatusCode::BAD_REQUEST).await.contains("We could not read that address"));
    }
    let path = format!("/search?q={}", "a".repeat(16 * 1024));
    assert!(said(fetch(&path).await, StatusCode::BAD_REQUEST).await.contains("too long"));
    assert_eq!(fetch("/api/search?q=%FF").await.status(), StatusCode::BAD_REQUEST);
}
