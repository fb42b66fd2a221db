from effects.engine.stage import BURST_TICKS, NODE_FIELDS, NODES_MAX, POINTS_MAX, Stage, StageError


def refused(action):
    try:
        action()
    except StageError as error:
        return str(error)
    raise AssertionError("no StageError")


def test_nodes_are_packed_in_the_order_of_the_fields():
    stage = Stage()
    stall = stage.sprite("stall", role="player", x=500, y=850)
    bowl = stage.sprite("bowl_0", stall, dy=-20, is_visible=False)
    packed = bowl.packed()
    assert len(packed) == len(NODE_FIELDS)
    assert packed[NODE_FIELDS.index("parent")] == stall.id
    assert packed[NODE_FIELDS.index("is_visible")] == 0
    assert packed[NODE_FIELDS.index("image")] == "bowl_0"


def test_removing_a_node_removes_what_it_carries():
    stage = Stage()
    stall = stage.sprite("stall")
    body = stage.group(stall)
    stage.sprite("head", body)
    other = stage.sprite("fish")
    stage.remove(stall)
    assert stage.nodes == [other]


def test_particles_end_by_themselves():
    stage = Stage()
    stage.particles("petals", x=1, y=1)
    for _ in range(BURST_TICKS - 1):
        stage.begin_tick()
    assert len(stage.nodes) == 1
    stage.begin_tick()
    assert stage.nodes == []


def test_wrong_use_is_told():
    stage = Stage()
    assert "expected one of" in refused(lambda: stage.add("sphere"))
    assert "node field 'colour'" in refused(lambda: stage.sprite("fish", colour=1))
    assert "got motion 'jump'" in refused(lambda: stage.sprite("fish", motion="jump"))
    assert "expected a whole number" in refused(lambda: stage.sprite("fish", x=1.5))
    assert "got sound 'gong'" in refused(lambda: stage.sound("gong"))
    assert "got particles 'snow'" in refused(lambda: stage.particles("snow"))
    assert "expected a word" in refused(lambda: stage.sprite("fish", role=3))
    assert stage.nodes == []


def test_a_float_set_later_is_found():
    stage = Stage()
    fish = stage.sprite("fish", x=3)
    fish.x = fish.x / 2
    assert "x is 1.5" in refused(fish.check)


def test_the_stage_is_bounded():
    stage = Stage()
    for _ in range(NODES_MAX):
        stage.sprite("fish")
    assert "remove what is not seen" in refused(lambda: stage.sprite("fish"))


def test_a_shutter_names_its_still_for_one_tick():
    stage = Stage()
    stage.begin_tick()
    assert stage.shutter_label is None
    stage.shutter()
    assert stage.shutter_label == ""
    stage.begin_tick()
    stage.shutter(label="12")
    assert stage.shutter_label == "12"


def test_a_line_grows_by_points():
    stage = Stage()
    line = stage.line("stroke", w=20)
    assert line.point_count() == 0
    line.add_point(100, 200)
    line.add_point(-5, 1000)
    assert line.points == "100,200 -5,1000"
    assert line.point_count() == 2
    assert line.packed()[-1] == line.points
    line.check()


def test_a_line_refuses_what_it_cannot_draw():
    stage = Stage()
    line = stage.line("stroke", w=20)
    assert "got point 0.5, 1" in refused(lambda: line.add_point(0.5, 1))
    assert "only a line has points" in refused(lambda: stage.sprite("fish").add_point(1, 1))
    for step in range(POINTS_MAX):
        line.add_point(step, step)
    assert "begin another one" in refused(lambda: line.add_point(0, 0))


def test_a_field_that_no_node_has_is_told_in_both_interpreters():
    node, mistaken = Stage().sprite("cup"), "rotation"
    try:
        setattr(node, mistaken, 3)
        node.check()
    except (AttributeError, StageError) as error:
        assert "rotation" in str(error)
    else:
        raise AssertionError("it was taken")
