#!/usr/bin/env python3
"""Prints 10,000 made-up harmless sentences as `hubfinder measure` reads them: none may raise the urgent panel.

Usage: made_up.py >target/made-up.jsonl, then hubfinder measure target/made-up.jsonl. The same each time.
"""
import itertools, json, random

ASKS = ["where can i find {}", "{} near me", "how do i book {}", "is there {} in {p}", "opening times for {}", "do you know about {} please", "my son wants to try {}",
        "my daughter loves {}", "free {} for kids", "cost of {}", "looking for {} on saturdays", "can anyone recommend {} around {p}", "we are new to {p} and want {}",
        "school says we need {}", "homework about {}", "what age for {}", "{}??", "how to sign up for {}", "who runs {} in {p}", "grandad asked about {}", "Hi, could you tell me about {}? Thanks",
        "need {} for half term", "is {} on this week", "im bored any {}", "i volunteer with {} and need a poster", "risk assessment template for {}"]
THINGS = ["swimming lessons", "messy play", "football training", "the library van", "a bin collection calendar", "parking permits", "a bus pass", "nursery places", "school term dates",
          "chess club", "guitar lessons", "a fireworks display", "first aid course", "fire safety talk", "knife skills cooking class", "shooting club (clay)", "murder mystery night",
          "boxing for beginners", "karate", "the killing of king duncan essay", "gas boiler service", "carbon monoxide alarms", "hanging baskets competition", "pest control", "a dead tree",
          "hit music workshop", "drug awareness assembly", "bonfire night", "world war two evacuees", "burn care leaflet", "blood donation", "a crash course in french", "smash burgers",
          "cut and paste crafts", "whipped cream recipe", "bath bombs workshop", "strangers on a train film", "escape rooms", "self defence class", "the hunger games book", "poison ivy pictures",
          "suicide squad film times", "beat boxing", "drowning in maths homework help", "choke chain rules for dogs", "stabbing pains revision biology", "heroin chic fashion essay", "abuse of power in macbeth"]
PLACES = ["worcester", "redditch", "kidderminster", "evesham", "malvern", "droitwich", "bromsgrove", "pershore", "stourport", "tenbury wells", "bewdley", "wythall"]
ENDS = ["", " thanks", " x", " for my 6 year old", " for a 14 yr old", " please", " asap", " cheers", "!!"]

chance = random.Random(14)
every = list(itertools.product(ASKS, THINGS, ENDS))
chance.shuffle(every)
for ask, thing, end in every[:10_000]:
    text = ask.replace("{p}", chance.choice(PLACES)).replace("{}", thing) + end
    print(json.dumps({"text": text, "needs": [], "danger": "", "who": "parent"}))
