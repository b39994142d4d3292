"""Fills the database it is pointed at with one learner's 70,000 reviews, and times one rebuild."""

import os
import time

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")
    django.setup()
    from bench.fold import made_histories
    from cards.models import DerivedRow, Learner, LogHead
    from cards.reviews import log
    from cards.reviews.rebuild import now_ms, rebuild

    learner = Learner.objects.create(username="rebuilt")
    events = sorted((event for history in made_histories() for event in history), key=lambda e: e["n"])
    for start in range(0, len(events), 5_000):
        with log.growing(learner.pk) as head:
            log.append(head, events[start : start + 5_000], now_ms())
    DerivedRow.objects.filter(learner=learner).delete()
    LogHead.objects.filter(learner=learner).update(rows=0, tag_sum=0)
    began = time.perf_counter()
    rebuild(learner.pk)
    print(time.perf_counter() - began)


if __name__ == "__main__":
    main()
