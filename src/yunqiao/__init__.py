"""Yunqiao 云桥: the online court for people who are far away."""
